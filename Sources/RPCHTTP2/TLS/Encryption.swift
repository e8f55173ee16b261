import NIOSSL

/// What a side encrypts with, and whom it trusts.
struct Encryption: Sendable {
  let context: NIOSSLContext
  /// The certificates that are trusted for themselves, instead of authorities.
  var pinned: PinnedCertificates?

  /// The handler of a server's connection.
  func makeServerHandler() -> NIOSSLServerHandler {
    guard let pinned else { return NIOSSLServerHandler(context: context) }
    return NIOSSLServerHandler(context: context, customVerificationCallback: pinned.verify)
  }

  /// The handler of a client's connection; the name is sent as SNI.
  ///
  /// - Throws: what the TLS library says of a name that it cannot send.
  func makeClientHandler(serverName: String?) throws -> NIOSSLClientHandler {
    guard let pinned else {
      return try NIOSSLClientHandler(context: context, serverHostname: serverName)
    }
    return try NIOSSLClientHandler(
      context: context,
      serverHostname: serverName,
      customVerificationCallback: pinned.verify
    )
  }
}
