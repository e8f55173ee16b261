import NIOSSL

/// Why a connection of the client was not encrypted as it must be.
struct TLSFailure {
  /// What to tell the caller.
  let sentence: String

  /// The server has not agreed on HTTP/2 by ALPN.
  static let noHTTP2 = TLSFailure(sentence: "The server does not offer HTTP/2 over TLS")

  /// The server's certificate is another host's.
  static let otherName = TLSFailure(sentence: "The server's certificate bears another name")

  private init(sentence: String) {
    self.sentence = sentence
  }

  /// Reads an error of the pipeline; nil if it is not one of TLS.
  init?(_ error: any Error) {
    switch error {
    case let error as NIOSSLError:
      sentence =
        switch error {
        case .handshakeFailed:
          "The TLS handshake failed: the certificate is not trusted, or refused"
        case .noCertificateToValidate: "The server has shown no certificate"
        default: "TLS failed"
        }
    case is NIOSSLExtraError: self = .otherName
    case is BoringSSLError: sentence = "TLS failed"
    default: return nil
    }
  }
}
