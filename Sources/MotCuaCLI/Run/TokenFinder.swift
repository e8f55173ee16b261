package import MotCuaClient

/// Finds the caller's token in the order in which a person expects it.
///
/// `--token`, `--token-file`, `MOTCUA_TOKEN`, `MOTCUA_TOKEN_FILE`, and at last the administrator's
/// token that the server on this machine wrote into its default data folder. That last one is sent
/// to this machine only: another server has no business with it.
package struct TokenFinder: Sendable {
  private static let tokenBytesMax = 4096

  private let variables: [String: String]
  private let read: @Sendable (_ path: String) throws -> [UInt8]

  /// Looks in some environment variables and files.
  package init(
    variables: [String: String],
    read: @escaping @Sendable (_ path: String) throws -> [UInt8]
  ) {
    self.variables = variables
    self.read = read
  }

  /// The token, or nil where none is found: the caller is then PUBLIC.
  package func token(option: String?, file: String?, server: ServerAddress) throws -> String? {
    if let option { return try checked(option, from: "--token") }
    if let file { return try content(of: file) }
    if let value = nonEmpty("MOTCUA_TOKEN") { return try checked(value, from: "MOTCUA_TOKEN") }
    if let path = nonEmpty("MOTCUA_TOKEN_FILE") { return try content(of: path) }
    guard server.isLoopback, let path = defaultPath else { return nil }
    // That there is no such file, or that it is another user's, is the ordinary case of a caller
    // without a token.
    guard let bytes = try? read(path) else { return nil }
    return try text(bytes, path: path)
  }

  /// `$XDG_DATA_HOME/motcua/admin.token`, or `~/.local/share/motcua/admin.token` (XDG base
  /// directories: a relative path in the variable is ignored).
  private var defaultPath: String? {
    if let folder = nonEmpty("XDG_DATA_HOME"), folder.hasPrefix("/") {
      return folder + "/motcua/admin.token"
    }
    return nonEmpty("HOME").map { $0 + "/.local/share/motcua/admin.token" }
  }

  private func content(of path: String) throws -> String {
    let bytes: [UInt8]
    do {
      bytes = try read(path)
    } catch {
      throw ToolError.usage(
        "Không đọc được tệp mã truy cập \(path).",
        en: "The token file \(path) cannot be read."
      )
    }
    return try text(bytes, path: path)
  }

  private func text(_ bytes: [UInt8], path: String) throws -> String {
    let line = bytes.prefix(Self.tokenBytesMax + 1).prefix { $0 != 0x0a && $0 != 0x0d }
    return try checked(String(decoding: line, as: UTF8.self), from: path)
  }

  private func checked(_ token: String, from place: String) throws -> String {
    guard !token.isEmpty, token.utf8.count <= Self.tokenBytesMax,
      token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else {
      throw ToolError.usage(
        "Mã truy cập trong \(place) không hợp lệ.",
        en: "The token in \(place) is not one."
      )
    }
    return token
  }

  private func nonEmpty(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
