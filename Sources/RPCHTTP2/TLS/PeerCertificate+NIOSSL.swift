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
      case .ipAddress(let octets): addresses.append(Self.address(octets.bytes))
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

  /// Four bytes with dots, sixteen as eight hexadecimal groups.
  private static func address(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
    }.joined(separator: ":")
  }
}
