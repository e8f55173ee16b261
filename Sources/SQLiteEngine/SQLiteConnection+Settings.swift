import CSQLite

extension SQLiteConnection {
  /// What a connection is for; decides all its PRAGMAs.
  public enum Role: Hashable, Sendable {
    /// The one connection that writes and checkpoints.
    case writer
    /// A connection that only reads.
    case reader
    /// The connection that builds a new file, without a WAL.
    case builder
  }

  /// Sets every PRAGMA of a role: the one place where they are.
  ///
  /// `synchronous=FULL` because a commit is acknowledged to a citizen; `wal_autocheckpoint=0` because
  /// only the writer may checkpoint and does so itself (sqlite.org/wal.html, "WAL-reset bug");
  /// `mmap_size=0` because a failing disk would otherwise be a SIGBUS.
  public func configure(_ role: Role, cacheBytes: Int = 16 << 20) throws(SQLiteError) {
    try execute("PRAGMA mmap_size=0; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY")
    try execute("PRAGMA cache_size=-\(max(cacheBytes >> 10, 64)); PRAGMA busy_timeout=2000")
    switch role {
    case .writer:
      try requireWriteAheadLog()
      try execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0")
      try execute("PRAGMA journal_size_limit=67108864")
      gauge.attach(to: handle)
    case .reader:
      try execute("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0")
    case .builder:
      try execute("PRAGMA page_size=4096; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL")
    }
  }

  /// Switches the file to a write-ahead log, or throws where it stays without one.
  public func requireWriteAheadLog() throws(SQLiteError) {
    let mode = try with("PRAGMA journal_mode=WAL") { (statement) throws(SQLiteError) in
      try statement.step() ? statement.text(0) : ""
    }
    guard mode == "wal" else {
      throw SQLiteError(
        extendedCode: SQLITE_CANTOPEN,
        message: "the file cannot use a write-ahead log: its journal mode is \(mode)",
        function: "PRAGMA journal_mode"
      )
    }
  }

  /// Whose file this is.
  public var applicationID: Int64 {
    get throws(SQLiteError) { try pragma("PRAGMA application_id") }
  }

  /// The version of its schema.
  public var userVersion: Int64 {
    get throws(SQLiteError) { try pragma("PRAGMA user_version") }
  }

  /// The number of pages of the file, its WAL included.
  public var pageCount: Int64 {
    get throws(SQLiteError) { try pragma("PRAGMA page_count") }
  }

  /// Writes whose file this is and the version of its schema.
  public func setIdentity(applicationID: Int32, userVersion: Int32) throws(SQLiteError) {
    try execute("PRAGMA application_id=\(applicationID); PRAGMA user_version=\(userVersion)")
  }

  /// Looks at the whole file for damage.
  ///
  /// - Returns: SQLite's sentences; none when the file is sound. Its time grows with the file.
  public func quickCheck() throws(SQLiteError) -> [String] {
    var findings: [String] = []
    do {
      try with("PRAGMA quick_check(20)") { (statement) throws(SQLiteError) in
        while try statement.step() { findings.append(statement.text(0)) }
      }
    } catch  where error.isCorrupt {
      // Damage in the first pages stops the check itself: that is a finding, not a failure.
      findings.append(error.message)
    }
    return findings == ["ok"] ? [] : findings
  }

  /// Moves the write-ahead log into the file.
  ///
  /// - Returns: the frames of the log, and how many of them are in the file.
  @discardableResult
  public func checkpoint(
    _ depth: CheckpointDepth
  ) throws(SQLiteError) -> (logFrames: Int, checkpointedFrames: Int) {
    var logFrames: Int32 = 0
    var done: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(handle, nil, depth.code, &logFrames, &done)
    guard code == SQLITE_OK else { throw failure(code, "sqlite3_wal_checkpoint_v2") }
    return (Int(logFrames), Int(done))
  }

  /// How far a checkpoint goes.
  public enum CheckpointDepth: Hashable, Sendable {
    /// As far as no reader is in the way; waits for nobody.
    case passive
    /// To the end, and cuts the log to nothing: for an orderly stop.
    case truncate

    var code: Int32 {
      switch self {
      case .passive: SQLITE_CHECKPOINT_PASSIVE
      case .truncate: SQLITE_CHECKPOINT_TRUNCATE
      }
    }
  }

  /// The version of the library, such as `3.40.1`.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  private func pragma(_ sql: StaticString) throws(SQLiteError) -> Int64 {
    try with(sql) { (statement) throws(SQLiteError) in
      try statement.step() ? statement.int64(0) : 0
    }
  }
}
