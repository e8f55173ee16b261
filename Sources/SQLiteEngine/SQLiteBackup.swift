import CSQLite

/// A copy of a live file to another file, page by page.
///
/// Use a reader's connection as the source: the copy then sees one state and hinders nobody. Each
/// `step` copies a bounded number of pages, so that the owner can stop between them.
public final class SQLiteBackup {
  private var handle: OpaquePointer?
  // The backup points into both, so they live as long as it does.
  private let source: SQLiteConnection
  private let target: SQLiteConnection

  /// Starts a copy of `source` into `target`, whose content is replaced.
  public init(from source: SQLiteConnection, to target: SQLiteConnection) throws(SQLiteError) {
    self.source = source
    self.target = target
    handle = sqlite3_backup_init(target.handle, "main", source.handle, "main")
    guard handle != nil else {
      let code = sqlite3_extended_errcode(target.handle)
      throw target.failure(code, "sqlite3_backup_init")
    }
  }

  deinit { sqlite3_backup_finish(handle) }

  /// Copies some pages.
  ///
  /// - Returns: false when the copy is complete.
  public func step(pages: Int) throws(SQLiteError) -> Bool {
    let code = sqlite3_backup_step(handle, Int32(clamping: pages))
    switch code {
    case SQLITE_OK: return true
    case SQLITE_DONE: return false
    default: throw target.failure(code, "sqlite3_backup_step")
    }
  }

  /// The pages still to copy.
  public var remainingPages: Int { Int(sqlite3_backup_remaining(handle)) }
}
