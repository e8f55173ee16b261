import SQLiteEngine

/// Keeps a read transaction open on what was committed last, so that readers need no system call.
///
/// For each read transaction SQLite locks a place in the log's shared memory by `fcntl`, and unlocks it
/// again: a quarter of the time of a point read. Within one process only the first and the last holder
/// of a place make these calls (os_unix.c, `unixShmLock`), and this is a holder. It has no other
/// effect: where it fails, or in the moment between a commit and its renewal, reads only cost more.
/// It belongs to the writer's thread, for it must let go before a checkpoint.
final class SnapshotKeeper {
  private let connection: SQLiteConnection

  init(_ connection: consuming SQLiteConnection) {
    self.connection = connection
  }

  /// Moves to what was committed last.
  func renew() {
    release()
    do throws(SQLiteError) {
      try connection.beginDeferred()
      // The snapshot is taken by the first statement that reads.
      try connection.with("SELECT 1 FROM meta LIMIT 1") { (row) throws(SQLiteError) in
        _ = try row.step()
      }
    } catch {
      release()
    }
  }

  /// Lets go, so that the log can be brought into the file and begun anew.
  func release() {
    try? connection.rollback()
  }

  /// Lets go for good.
  func close() {
    release()
    // Nothing can be done about a reader that does not close.
    try? connection.close()
  }
}
