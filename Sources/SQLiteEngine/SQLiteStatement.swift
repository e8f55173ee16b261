import CSQLite

/// One prepared statement of one connection.
///
/// Parameters are bound from the left by `bind`; the first failure is kept and thrown by `step`, so
/// that a row of binds reads as a row of values. Columns are read by index, or from the left by the
/// `next…` functions.
public final class SQLiteStatement {
  private(set) var handle: OpaquePointer?
  let connection: OpaquePointer
  var bound: Int32 = 0
  var column: Int32 = 0
  var pending: Int32 = SQLITE_OK
  var isUsed = false

  init(handle: OpaquePointer, connection: OpaquePointer) {
    self.handle = handle
    self.connection = connection
  }

  deinit { finalize() }

  /// Ends the statement; using it afterwards is an error, not a crash.
  func finalize() {
    sqlite3_finalize(handle)
    handle = nil
  }

  /// The statement as if it had just been prepared.
  func ready() -> SQLiteStatement {
    if isUsed { reset() }
    return self
  }

  /// Lets go of the rows and forgets the parameters.
  public func reset() {
    // The code repeats the failure of the last step, which that step has thrown.
    _ = sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    bound = 0
    column = 0
    pending = SQLITE_OK
    isUsed = false
  }

  /// Goes to the next row.
  ///
  /// - Returns: false when there is none.
  public func step() throws(SQLiteError) -> Bool {
    isUsed = true
    column = 0
    guard pending == SQLITE_OK else {
      throw SQLiteError(of: connection, code: pending, function: "sqlite3_bind")
    }
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(of: connection, code: code, function: "sqlite3_step")
    }
  }

  /// Runs a statement to its end and forgets its parameters.
  public func run() throws(SQLiteError) {
    defer { reset() }
    while try step() {}
  }
}
