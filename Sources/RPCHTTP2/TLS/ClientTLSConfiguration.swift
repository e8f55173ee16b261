/// How a client encrypts: TLS 1.2 or later, and HTTP/2 by ALPN (RFC 9113 §3.2).
///
/// The server's certificate is always verified, and its name too. All files are PEM.
public struct ClientTLSConfiguration: Sendable, Hashable {
  /// The file of the roots that the server's certificate must lead to; nil means the system's.
  public var rootsFile: String?
  /// The name that the server's certificate must bear, sent as SNI; nil means the host that is
  /// dialled.
  public var serverName: String?
  /// The file of the client's certificate, followed by those that lead to a root; nil shows none.
  public var certificateChainFile: String?
  /// The file of that certificate's private key, without a passphrase.
  public var privateKeyFile: String?

  /// Names the files; all are optional.
  public init(
    rootsFile: String? = nil,
    serverName: String? = nil,
    certificateChainFile: String? = nil,
    privateKeyFile: String? = nil
  ) {
    self.rootsFile = rootsFile
    self.serverName = serverName
    self.certificateChainFile = certificateChainFile
    self.privateKeyFile = privateKeyFile
  }
}
