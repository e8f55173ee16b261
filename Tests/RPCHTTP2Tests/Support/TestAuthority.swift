import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate authority that lives as long as a test, with its files in a folder of its own.
final class TestAuthority: Sendable {
  let folder: URL
  private let name: DistinguishedName
  private let key = P256.Signing.PrivateKey()
  private let certificate: Certificate
  private static let begin = Date(timeIntervalSinceNow: -3_600)
  private static let end = Date(timeIntervalSinceNow: 86_400)

  /// The file of the authority's own certificate.
  var rootsFile: String { folder.appendingPathComponent("roots.pem").path }

  init(_ commonName: String = "Test authority") throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("motcua-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let name = try DistinguishedName { CommonName(commonName) }
    self.name = name
    certificate = try Certificate(
      version: .v3,
      serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey),
      notValidBefore: Self.begin,
      notValidAfter: Self.end,
      issuer: name,
      subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
      },
      issuerPrivateKey: Certificate.PrivateKey(key)
    )
    try certificate.serializeAsPEM().pemString
      .write(toFile: rootsFile, atomically: true, encoding: .utf8)
  }

  deinit {
    // A temporary folder; what cannot be removed is the system's to remove.
    try? FileManager.default.removeItem(at: folder)
  }

  /// Issues a certificate and writes it with its key; returns the two files.
  func issue(
    _ file: String,
    subject: DistinguishedName,
    names: [GeneralName] = []
  ) throws -> (chain: String, key: String) {
    let key = P256.Signing.PrivateKey()
    let issued = try Certificate(
      version: .v3,
      serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey),
      notValidBefore: Self.begin,
      notValidAfter: Self.end,
      issuer: name,
      subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        if !names.isEmpty { SubjectAlternativeNames(names) }
      },
      issuerPrivateKey: Certificate.PrivateKey(self.key)
    )
    return try write(issued, key, file)
  }

  /// Writes a certificate that signs itself and is no authority, as servers make them for themselves.
  func makeSelfSigned(
    _ file: String,
    names: [GeneralName] = loopback,
    ended: Bool = false
  ) throws -> (chain: String, key: String) {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName(file) }
    let made = try Certificate(
      version: .v3,
      serialNumber: Certificate.SerialNumber(),
      publicKey: Certificate.PublicKey(key.publicKey),
      notValidBefore: Self.begin,
      notValidAfter: ended ? Self.begin + 60 : Self.end,
      issuer: name,
      subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
        SubjectAlternativeNames(names)
      },
      issuerPrivateKey: Certificate.PrivateKey(key)
    )
    return try write(made, key, file)
  }

  private func write(
    _ certificate: Certificate,
    _ key: P256.Signing.PrivateKey,
    _ file: String
  ) throws -> (chain: String, key: String) {
    let chain = folder.appendingPathComponent(file + ".pem").path
    let keyFile = folder.appendingPathComponent(file + ".key").path
    try certificate.serializeAsPEM().pemString
      .write(toFile: chain, atomically: true, encoding: .utf8)
    try key.pemRepresentation.write(toFile: keyFile, atomically: true, encoding: .utf8)
    return (chain, keyFile)
  }

  static let loopback: [GeneralName] = [
    .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
  ]

  /// Issues a certificate for the loopback.
  func issueServer(_ file: String = "server") throws -> (chain: String, key: String) {
    try issue(
      file,
      subject: DistinguishedName { CommonName(file) },
      names: Self.loopback
    )
  }
}
