import CSQLite

extension SQLiteConnection {
  /// Whether a transaction is open; asked of SQLite, which closes one by itself on some errors.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Opens a write transaction at once, so that no later statement can fail to become a writer.
  public func beginImmediate() throws(SQLiteError) {
    try statement("BEGIN IMMEDIATE").run()
  }

  /// Opens a read transaction; its snapshot is taken by the first statement.
  public func beginDeferred() throws(SQLiteError) {
    try statement("BEGIN DEFERRED").run()
  }

  /// Makes the open transaction durable.
  public func commit() throws(SQLiteError) {
    try statement("COMMIT").run()
  }

  /// Undoes the open transaction; does nothing when SQLite has already done it.
  public func rollback() throws(SQLiteError) {
    guard isInTransaction else { return }
    try statement("ROLLBACK").run()
  }

  /// Opens a part of the transaction that can be undone alone.
  public func beginSavepoint() throws(SQLiteError) {
    try statement("SAVEPOINT part").run()
  }

  /// Keeps the innermost part.
  public func releaseSavepoint() throws(SQLiteError) {
    try statement("RELEASE part").run()
  }

  /// Undoes the innermost part and ends it.
  public func rollbackSavepoint() throws(SQLiteError) {
    try statement("ROLLBACK TO part").run()
    try statement("RELEASE part").run()
  }

  /// Runs a body in one write transaction, which is undone when the body throws.
  public func transaction<Result>(
    _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try beginImmediate()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      // The first failure is the one that matters; a failing rollback leaves nothing to undo.
      try? rollback()
      throw error
    }
  }

  /// Runs a body in one read transaction: all its statements see the same state.
  public func snapshot<Result>(
    _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try beginDeferred()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      // As above: the body's failure is the one that matters.
      try? rollback()
      throw error
    }
  }
}
