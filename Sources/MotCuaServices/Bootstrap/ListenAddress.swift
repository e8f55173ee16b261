/// Where a server listens: `HOST:PORT`, an IPv6 address in brackets.
package struct ListenAddress: Sendable, Hashable {
  /// The address or name, without brackets.
  package let host: String
  /// The port; 0 lets the system choose one.
  package let port: Int

  /// Names an address.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `127.0.0.1:7450`, `localhost:0` or `[::1]:7450`; nil for any other shape.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    var host = text[..<colon]
    let digits = text[text.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39) ~= $0 }),
      let port = UInt16(digits)
    else { return nil }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, !host.contains(where: { "[]/ ".contains($0) }) else { return nil }
    self.init(host: String(host), port: Int(port))
  }

  /// Whether only this machine can reach the address.
  ///
  /// Any other name could lead anywhere, so it does not count.
  package var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The address with the port on which the server really listens.
  package func text(port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
