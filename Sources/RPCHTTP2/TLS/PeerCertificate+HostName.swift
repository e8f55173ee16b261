import NIOCore
import RPCCore

extension PeerCertificate {
  /// Whether the certificate is good for a host (RFC 9525 §6.3).
  ///
  /// An IP address must be among the addresses of the certificate. For a name only names count: the
  /// TLS library would also take a certificate for the IP address that was dialled, and so trust
  /// whoever answers for the name. `*` stands for one whole label, the leftmost, and never for a name
  /// of fewer than three.
  func isGood(forHost host: String) -> Bool {
    if let address = try? SocketAddress(ipAddress: host, port: 0) {
      return address.ipAddress.map(ipAddresses.contains) ?? false
    }
    let wanted = Self.labels(host)
    return dnsNames.contains { name in
      let offered = Self.labels(name)
      guard offered.count == wanted.count, !wanted.contains("") else { return false }
      guard offered.first == "*" else { return offered == wanted }
      return wanted.count > 2 && offered.dropFirst() == wanted.dropFirst()
    }
  }

  private static func labels(_ name: String) -> [Substring] {
    let name = name.lowercased()
    let end = name.hasSuffix(".") ? name.dropLast() : name[...]
    return end.split(separator: ".", omittingEmptySubsequences: false)
  }
}
