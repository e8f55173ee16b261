import ArgumentParser

/// Where the server listens: `HOST:PORT`, an IPv6 address in brackets.
struct ListenAddress: ExpressibleByArgument, Sendable, Hashable {
  /// The address or name, without brackets.
  let host: String
  /// The port; 0 lets the system choose one.
  let port: Int

  /// Names an address.
  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `127.0.0.1:7450`, `localhost:0` or `[::1]:7450`.
  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":") else { return nil }
    var host = argument[..<colon]
    let digits = argument[argument.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), let port = UInt16(digits) else { return nil }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = Int(port)
  }

  /// Whether only this machine can reach the address.
  ///
  /// Any other name could lead anywhere, so it does not count.
  var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The address with the port on which the server really listens.
  func text(port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
