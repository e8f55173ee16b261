/// Where a server listens: `host:port`, or `[address]:port` for IPv6.
public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  /// The port where the text names none.
  public static let defaultPort = 7450

  /// The name or the numeric address, without brackets.
  public let host: String
  /// The port, 1 to 65535.
  public let port: Int

  /// The address where nothing names another: this machine.
  public static let standard = ServerAddress(host: "127.0.0.1", port: defaultPort)

  private init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads an address; nil for anything else.
  public init?(_ text: String) {
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = String(text[text.index(after: text.startIndex)..<end])
      rest = text[text.index(after: end)...]
    } else {
      let end = text.firstIndex(of: ":") ?? text.endIndex
      host = String(text[..<end])
      rest = text[end...]
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x2f }) else {
      return nil
    }
    if rest.isEmpty {
      port = Self.defaultPort
    } else {
      guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(rest.dropFirst()), (1...65_535).contains(number)
      else { return nil }
      port = number
    }
  }

  /// Whether it can only be this machine.
  public var isLoopback: Bool {
    host == "localhost" || host == "::1"
      || (host.hasPrefix("127.")
        && host.utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) })
  }

  /// The address as it is read.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
