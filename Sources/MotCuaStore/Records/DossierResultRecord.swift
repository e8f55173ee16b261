package import MotCuaDomain

extension DossierRecord {
  /// The results that were neither revoked nor replaced.
  package var resultsInForce: [DossierResultRecord] { results.filter { $0.revocation == nil } }
}

/// A result of a dossier.
package struct DossierResultRecord: Sendable, Hashable {
  /// The number of the result in the dossier, from 1; its code ends with it.
  package var number: Int
  /// The name.
  package var name: String
  /// Whether it is a written refusal.
  package var isRefusal: Bool
  /// Whether it is an electronic document with the legal value of paper.
  package var isElectronic: Bool
  /// The SHA-256 of the electronic document; empty for paper.
  package var hash: [UInt8]
  /// Who signed.
  package var signer: String
  /// The serial number of the signing certificate.
  package var certificateSerial: String
  /// The uploaded file; nil without one.
  package var fileID: Int64?
  /// When it was issued here.
  package var issuedAt: Instant
  /// That it was revoked or replaced; nil while it is in force.
  package var revocation: ResultRevocationRecord?

  /// Makes the value from its parts.
  package init(
    number: Int = 0,
    name: String,
    isRefusal: Bool = false,
    isElectronic: Bool = false,
    hash: [UInt8] = [],
    signer: String = "",
    certificateSerial: String = "",
    fileID: Int64? = nil,
    issuedAt: Instant = Instant(milliseconds: 0),
    revocation: ResultRevocationRecord? = nil
  ) {
    self.number = number
    self.name = name
    self.isRefusal = isRefusal
    self.isElectronic = isElectronic
    self.hash = hash
    self.signer = signer
    self.certificateSerial = certificateSerial
    self.fileID = fileID
    self.issuedAt = issuedAt
    self.revocation = revocation
  }
}
