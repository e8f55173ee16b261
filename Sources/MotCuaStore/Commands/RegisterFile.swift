import MotCuaDomain

/// Stores that a file was uploaded; its bytes are in the vault and durable already.
package struct RegisterFile: StoreCommand {
  /// The file; its number is given by the store.
  package var file: FileRecord
  /// How many bytes of the uploader may be named by no dossier, this file included.
  package var unattachedBytesMax: Int64

  /// Makes the value from its parts.
  package init(file: FileRecord, unattachedBytesMax: Int64) {
    self.file = file
    self.unattachedBytesMax = unattachedBytesMax
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> FileRecord {
    var made = file
    made.principalID = transaction.envelope.principalID
    made.createdAt = transaction.envelope.now
    let known = try transaction.unattachedBytes(of: made.principalID, subject: made.subject)
    guard known + made.size <= unattachedBytesMax else {
      throw .precondition(.fileQuotaExceeded(bytesMax: unattachedBytesMax))
    }
    made.id = try transaction.insert(made)
    transaction.auditSubject = "file \(made.id)"
    return made
  }
}
