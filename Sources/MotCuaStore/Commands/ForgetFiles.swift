package import MotCuaDomain

/// Forgets files that were uploaded before an instant and that no dossier names.
package struct ForgetFiles: StoreCommand {
  /// The instant.
  package var before: Instant
  /// How many are forgotten at once.
  package var limit: Int

  /// Makes the value from its parts.
  package init(before: Instant, limit: Int = 500) {
    self.before = before
    self.limit = limit
  }

  /// Makes the change, and gives how many were forgotten.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> Int {
    let count = try transaction.removeUnattachedFiles(before: before, limit: limit)
    transaction.auditSubject = "\(count) files without a dossier"
    return count
  }
}
