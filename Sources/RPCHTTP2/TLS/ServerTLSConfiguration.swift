/// How a server encrypts (RFC 8446, RFC 5246): TLS 1.2 or later, and HTTP/2 by ALPN (RFC 9113 §3.2).
///
/// All files are PEM.
public struct ServerTLSConfiguration: Sendable, Hashable {
  /// What is asked of clients.
  public enum ClientCertificates: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// A certificate may be shown; one that is shown must be good.
    case request
    /// A good certificate must be shown.
    case require
  }

  /// The file of the server's certificate, followed by those that lead to a root.
  public var certificateChainFile: String
  /// The file of the certificate's private key, without a passphrase.
  public var privateKeyFile: String
  /// What is asked of clients, nothing by default.
  public var clientCertificates: ClientCertificates
  /// The file of the roots that clients' certificates must lead to; needed where any are asked for.
  public var clientRootsFile: String?

  /// Names the files.
  public init(
    certificateChainFile: String,
    privateKeyFile: String,
    clientCertificates: ClientCertificates = .none,
    clientRootsFile: String? = nil
  ) {
    self.certificateChainFile = certificateChainFile
    self.privateKeyFile = privateKeyFile
    self.clientCertificates = clientCertificates
    self.clientRootsFile = clientRootsFile
  }
}
