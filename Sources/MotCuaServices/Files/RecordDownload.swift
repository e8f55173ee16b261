import MotCuaStore

/// Keeps on record that somebody had the bytes of a file, and what for; it changes nothing else.
struct RecordDownload: StoreCommand {
  let fileID: Int64
  let purpose: String

  func run(in transaction: some WriteTransaction) throws(StoreError) {
    guard try transaction.file(fileID) != nil else { throw .notFound(.file(fileID)) }
    transaction.auditSubject = "file \(fileID)"
    transaction.auditPurpose = purpose
  }
}
