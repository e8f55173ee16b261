import CSQLite

/// Upper bounds that a connection keeps, whatever its statements ask for.
public struct SQLiteLimits: Hashable, Sendable {
  /// Bytes of one text, blob or row.
  public var valueBytesMax: Int
  /// Bytes of one statement's text.
  public var statementBytesMax: Int
  /// Parameters of one statement.
  public var parametersMax: Int
  /// Columns of one result or table.
  public var columnsMax: Int

  /// Limits for trusted statements over untrusted values.
  public static let standard = SQLiteLimits(
    valueBytesMax: 8 << 20,
    statementBytesMax: 256 << 10,
    parametersMax: 256,
    columnsMax: 128
  )

  /// Makes limits.
  public init(valueBytesMax: Int, statementBytesMax: Int, parametersMax: Int, columnsMax: Int) {
    self.valueBytesMax = valueBytesMax
    self.statementBytesMax = statementBytesMax
    self.parametersMax = parametersMax
    self.columnsMax = columnsMax
  }

  func apply(to handle: OpaquePointer) {
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: valueBytesMax))
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, Int32(clamping: statementBytesMax))
    sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, Int32(clamping: parametersMax))
    sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, Int32(clamping: columnsMax))
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 4)
    sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0)
  }
}
