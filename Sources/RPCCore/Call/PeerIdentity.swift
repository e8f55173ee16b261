/// What is known of the other end of a connection.
public struct PeerIdentity: Sendable, Hashable {
  /// The remote address as the transport prints it, for example `127.0.0.1:51234`.
  public let address: String
  /// Whether the connection is encrypted.
  public let isEncrypted: Bool
  /// The certificate that the peer has shown, verified; nil if it has shown none or was not asked.
  public let certificate: PeerCertificate?

  /// Describes a peer.
  public init(
    address: String,
    isEncrypted: Bool = false,
    certificate: PeerCertificate? = nil
  ) {
    self.address = address
    self.isEncrypted = isEncrypted
    self.certificate = certificate
  }
}
