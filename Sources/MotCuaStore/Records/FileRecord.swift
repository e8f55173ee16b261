package import MotCuaDomain

/// A file that was uploaded; its bytes lie in the vault under their hash.
package struct FileRecord: Sendable, Hashable {
  /// The number of the file; 0 before it is stored.
  package var id: Int64
  /// The SHA-256 of its bytes.
  package var hash: [UInt8]
  /// The count of its bytes.
  package var size: Int64
  /// What its bytes are.
  package var kind: FileKind
  /// Who uploaded it.
  package var principalID: Int64
  /// The identity number of the applicant for whom it was uploaded; empty without one.
  package var subject: String
  /// The dossier that names it; nil before.
  package var dossierID: Int64?
  /// When it was uploaded.
  package var createdAt: Instant

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    hash: [UInt8],
    size: Int64,
    kind: FileKind,
    principalID: Int64,
    subject: String = "",
    dossierID: Int64? = nil,
    createdAt: Instant = Instant(milliseconds: 0)
  ) {
    self.id = id
    self.hash = hash
    self.size = size
    self.kind = kind
    self.principalID = principalID
    self.subject = subject
    self.dossierID = dossierID
    self.createdAt = createdAt
  }
}
