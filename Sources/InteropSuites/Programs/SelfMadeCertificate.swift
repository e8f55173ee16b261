import Crypto
import Foundation
import InteropMessages
import SwiftASN1
import X509

/// A certificate for `localhost` and 127.0.0.1 that signs itself, good for a day.
enum SelfMadeCertificate {
  /// Makes a certificate with its key, both in PEM.
  static func credentials() throws -> ConformanceV1.TLSCreds {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName("localhost") }
    let now = Date()
    let certificate = try Certificate(
      version: .v3,
      serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey),
      // Clocks may differ by an hour.
      notValidBefore: now - 3_600,
      notValidAfter: now + 86_400,
      issuer: name,
      subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        SubjectAlternativeNames([
          .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
        ])
      },
      issuerPrivateKey: Certificate.PrivateKey(key)
    )
    return ConformanceV1.TLSCreds(
      cert: Array(try certificate.serializeAsPEM().pemString.utf8),
      key: Array(key.pemRepresentation.utf8)
    )
  }
}
