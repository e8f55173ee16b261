import Foundation

/// What a backup says of itself, in `manifest.json`.
///
/// `manifest.sha256` holds the sum of its bytes, and `SHA256SUMS` those of everything else, both in
/// the form of the `sha256sum` tool, so that a backup can be looked through without this program.
package struct BackupManifest: Codable, Sendable, Hashable {
  /// The version of this form.
  package var format = Self.formatKnown
  /// The version of the schema.
  package var schemaVersion: Int
  /// The province whose data it is.
  package var provinceID: Int64
  /// The instant at which it was begun, RFC 3339 in UTC.
  package var createdAt: String
  /// The position of the last commit that is in it.
  package var commitPosition: Int64
  /// The count of dossiers.
  package var dossiers: Int64
  /// The count of steps in their histories.
  package var events: Int64
  /// The count of audit entries.
  package var auditEntries: Int64
  /// The hash of the last audit entry, in hexadecimal digits; empty without one.
  package var auditHash: String
  /// The bytes of the database.
  package var databaseBytes: Int64 = 0
  /// The count of files, the same bytes counted once.
  package var files: Int64
  /// The bytes of the files.
  package var fileBytes: Int64
  /// The SHA-256 of `SHA256SUMS`.
  package var sumsSHA256 = ""

  /// The version of the form that this program reads and writes.
  package static let formatKnown = 1

  static let name = "manifest.json"
  static let sumName = "manifest.sha256"
  static let sumsName = "SHA256SUMS"
  static let databaseName = "motcua.sqlite"

  /// The bytes of the file.
  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Reads the file.
  init(encoded bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(bytes))
  }

  init(
    schemaVersion: Int,
    provinceID: Int64,
    createdAt: String,
    commitPosition: Int64,
    dossiers: Int64,
    events: Int64,
    auditEntries: Int64,
    auditHash: String,
    files: Int64,
    fileBytes: Int64
  ) {
    self.schemaVersion = schemaVersion
    self.provinceID = provinceID
    self.createdAt = createdAt
    self.commitPosition = commitPosition
    self.dossiers = dossiers
    self.events = events
    self.auditEntries = auditEntries
    self.auditHash = auditHash
    self.files = files
    self.fileBytes = fileBytes
  }
}
