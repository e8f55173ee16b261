/// What is known of the other end of a connection.
///
/// All calls of a connection share one description, so that handing it on costs one reference.
public struct PeerIdentity: Sendable, Hashable {
  private final class Description: Sendable {
    let address: String
    let isEncrypted: Bool
    let certificate: PeerCertificate?

    init(_ address: String, _ isEncrypted: Bool, _ certificate: PeerCertificate?) {
      self.address = address
      self.isEncrypted = isEncrypted
      self.certificate = certificate
    }
  }

  private let description: Description

  /// The remote address as the transport prints it, for example `127.0.0.1:51234`.
  public var address: String { description.address }
  /// Whether the connection is encrypted.
  public var isEncrypted: Bool { description.isEncrypted }
  /// The certificate that the peer has shown, verified; nil if it has shown none or was not asked.
  public var certificate: PeerCertificate? { description.certificate }

  /// Describes a peer.
  public init(
    address: String,
    isEncrypted: Bool = false,
    certificate: PeerCertificate? = nil
  ) {
    description = Description(address, isEncrypted, certificate)
  }

  /// Compares what the two say.
  public static func == (left: PeerIdentity, right: PeerIdentity) -> Bool {
    left.description === right.description
      || (left.address == right.address && left.isEncrypted == right.isEncrypted
        && left.certificate == right.certificate)
  }

  /// Hashes what it says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(isEncrypted)
    hasher.combine(certificate)
  }
}
