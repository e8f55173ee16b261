import NIOCore
import NIOSSL
import RPCCore
import SwiftASN1
import X509

extension PeerCertificate {
  /// Reads a certificate that TLS has verified; nil for one that cannot be read, which cannot
  /// happen to one that was verified.
  init?(_ certificate: NIOSSLCertificate) {
    guard let bytes = try? certificate.toDERBytes(),
      let read = try? Certificate(derEncoded: bytes)
    else { return nil }
    var dnsNames: [String] = []
    var uris: [String] = []
    var emails: [String] = []
    var addresses: [String] = []
    // A certificate without alternative names, or with some of a kind that is not known, is good.
    for name in (try? read.extensions.subjectAlternativeNames) ?? SubjectAlternativeNames() {
      switch name {
      case .dnsName(let text): dnsNames.append(text)
      case .uniformResourceIdentifier(let text): uris.append(text)
      case .rfc822Name(let text): emails.append(text)
      case .ipAddress(let octets):
        if let address = Self.address(octets.bytes) { addresses.append(address) }
      default: break
      }
    }
    self.init(
      subject: read.subject.description,
      dnsNames: dnsNames,
      uris: uris,
      emailAddresses: emails,
      ipAddresses: addresses
    )
  }

  /// Four bytes with dots, sixteen as RFC 5952 has them; nothing for another number of bytes.
  private static func address(_ bytes: ArraySlice<UInt8>) -> String? {
    // Only the number of bytes can be wrong.
    (try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0))?.ipAddress
  }
}
