/// What the certificate says that a peer has shown and that was verified (RFC 5280).
public struct PeerCertificate: Sendable, Hashable {
  /// The subject's distinguished name as text, for example `CN=portal,O=H10` (RFC 4514).
  public let subject: String
  /// The host names of the subject's alternative names.
  public let dnsNames: [String]
  /// The URIs of the subject's alternative names.
  public let uris: [String]
  /// The addresses of mail of the subject's alternative names.
  public let emailAddresses: [String]
  /// The IP addresses of the subject's alternative names as text.
  public let ipAddresses: [String]

  /// Describes a certificate.
  public init(
    subject: String,
    dnsNames: [String] = [],
    uris: [String] = [],
    emailAddresses: [String] = [],
    ipAddresses: [String] = []
  ) {
    self.subject = subject
    self.dnsNames = dnsNames
    self.uris = uris
    self.emailAddresses = emailAddresses
    self.ipAddresses = ipAddresses
  }
}
