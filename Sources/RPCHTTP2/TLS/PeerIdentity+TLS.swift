import NIOCore
import NIOSSL
import RPCCore

extension PeerIdentity {
  /// The peer of a connection whose TLS handshake is complete.
  static func encrypted(_ address: String, _ context: ChannelHandlerContext) -> PeerIdentity {
    let operations = context.channel.pipeline.syncOperations
    // Without the handler there is no handshake; without a certificate there is nothing to say.
    let certificate = try? operations.nioSSL_peerCertificate()
    return PeerIdentity(
      address: address,
      isEncrypted: true,
      certificate: certificate.flatMap { PeerCertificate($0) }
    )
  }
}
