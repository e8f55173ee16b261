import CSQLite

/// One connection to one SQLite file, used by one thread at a time.
///
/// It is opened without SQLite's own mutexes (`SQLITE_OPEN_NOMUTEX`), so the owner confines it to a
/// thread; it is not `Sendable`, and the compiler keeps it there. Statements belong to their
/// connection: closing it ends them.
public final class SQLiteConnection {
  /// How a file is opened.
  public enum Mode: Hashable, Sendable {
    /// Reads only; never creates, never checkpoints.
    case readOnly
    /// Reads and writes a file that exists.
    case readWrite
    /// Reads and writes; makes the file where there is none.
    case create
  }

  /// The path the connection was opened with.
  public let path: String
  /// The mode the connection was opened with.
  public let mode: Mode

  let handle: OpaquePointer
  private var isOpen = true
  private var cache = StatementCache()
  let budget = StepBudget()
  let gauge = LogGauge()
  let question = RowQuestion()

  /// Opens a file.
  ///
  /// - Throws: an error whose `isCannotOpen` says that there is no such file. A file that is not
  ///   SQLite's shows itself only at the first statement.
  public init(
    path: String,
    mode: Mode,
    limits: SQLiteLimits = .standard
  ) throws(SQLiteError) {
    var opened: OpaquePointer?
    let flags = mode.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else {
      throw SQLiteError(extendedCode: code, message: "out of memory", function: "sqlite3_open_v2")
    }
    guard code == SQLITE_OK else {
      let error = SQLiteError(of: opened, code: code, function: "sqlite3_open_v2")
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    self.path = path
    self.mode = mode
    limits.apply(to: opened)
    Self.harden(opened)
    let answered = question.attach(to: opened)
    guard answered == SQLITE_OK else {
      throw SQLiteError(of: opened, code: answered, function: "sqlite3_create_function_v2")
    }
  }

  deinit {
    cache.removeAll()
    if isOpen { sqlite3_close_v2(handle) }
  }

  /// Ends all cached statements and closes the file; a second call does nothing.
  public func close() throws(SQLiteError) {
    guard isOpen else { return }
    cache.removeAll()
    let code = sqlite3_close(handle)
    guard code == SQLITE_OK else { throw failure(code, "sqlite3_close") }
    isOpen = false
  }

  /// Runs statements that need no parameters and give no rows.
  public func execute(_ sql: String) throws(SQLiteError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, "sqlite3_exec") }
  }

  /// The statement of a text that is written in the source, prepared at its first use.
  ///
  /// The literal's address is the key, so that finding it costs neither hashing nor comparing text.
  public func statement(_ sql: StaticString) throws(SQLiteError) -> SQLiteStatement {
    let key = UInt(bitPattern: sql.utf8Start)
    if let known = cache.find(key) { return known.ready() }
    let made = try prepare(sql.description, isPersistent: true)
    cache.insert(made, for: key)
    return made
  }

  /// The statement of a text that was put together from known parts, kept while it is in use.
  public func statement(composed sql: String) throws(SQLiteError) -> SQLiteStatement {
    if let known = cache.find(sql) { return known.ready() }
    let made = try prepare(sql, isPersistent: true)
    cache.insert(made, for: sql)
    return made
  }

  /// The statement of a fixed text that was put together once, prepared at its first use.
  ///
  /// The text's identity is the key, as the address is that of a literal.
  public func statement(_ sql: SQLText) throws(SQLiteError) -> SQLiteStatement {
    let key = UInt(bitPattern: Unmanaged.passUnretained(sql).toOpaque())
    if let known = cache.find(key) { return known.ready() }
    let made = try prepare(sql.text, isPersistent: true)
    cache.insert(made, for: key, of: sql)
    return made
  }

  /// Prepares a statement that is not kept.
  public func prepare(
    _ sql: String,
    isPersistent: Bool = false
  ) throws(SQLiteError) -> SQLiteStatement {
    var made: OpaquePointer?
    var text = sql
    let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_prepare_v3(handle, $0.baseAddress, Int32($0.count), flags, &made, nil)
      }
    }
    guard code == SQLITE_OK else { throw failure(code, "sqlite3_prepare_v3") }
    guard let made else {
      throw SQLiteError(
        extendedCode: SQLITE_MISUSE,
        message: "the statement is empty",
        function: "sqlite3_prepare_v3"
      )
    }
    return SQLiteStatement(handle: made, connection: handle)
  }

  /// Lends the statement of a literal, and resets it afterwards so that it holds no snapshot open.
  @discardableResult
  public func with<Result>(
    _ sql: StaticString,
    _ body: (SQLiteStatement) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    let statement = try statement(sql)
    defer { statement.reset() }
    return try body(statement)
  }

  /// Lends the statement of a composed text, and resets it afterwards.
  @discardableResult
  public func with<Result>(
    composed sql: String,
    _ body: (SQLiteStatement) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    let statement = try statement(composed: sql)
    defer { statement.reset() }
    return try body(statement)
  }

  /// The rows that the last INSERT, UPDATE or DELETE touched.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The rows that all statements so far touched, undone ones included: equal before and after means
  /// that there is nothing to undo.
  public var totalChanges: Int64 { sqlite3_total_changes64(handle) }

  /// The row id that the last INSERT made.
  public var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// The frames of the write-ahead log after this connection's last commit, for its checkpoints.
  public var logFrames: Int { gauge.frames }

  func failure(_ code: Int32, _ function: String) -> SQLiteError {
    SQLiteError(of: handle, code: code, function: function)
  }

  /// Closes what a hostile file could use: its schema cannot run functions or load code.
  private static func harden(_ handle: OpaquePointer) {
    _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
  }
}

extension SQLiteConnection.Mode {
  var flags: Int32 {
    switch self {
    case .readOnly: SQLITE_OPEN_READONLY
    case .readWrite: SQLITE_OPEN_READWRITE
    case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
  }
}

extension SQLiteError {
  init(of handle: OpaquePointer, code: Int32, function: String) {
    self.init(
      extendedCode: code,
      message: String(cString: sqlite3_errmsg(handle)),
      function: function,
      transactionSurvives: sqlite3_get_autocommit(handle) == 0
    )
  }
}
