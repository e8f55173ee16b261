import SQLiteEngine

/// Makes the database file, or makes sure that it is one of ours, before anything writes to it.
enum StoreFile {
  /// Files up to this size are looked through whole at each start; larger ones by the operator.
  private static let checkBytesMax: Int64 = 32 << 20

  /// Makes the file where there is none, and brings an older one to the present schema.
  ///
  /// The caller holds the folder's lock.
  static func prepare(_ configuration: StoreConfiguration) throws(StoreOpenError) {
    removeLeftovers(configuration)
    if Files.size(of: configuration.databasePath) == nil { try create(configuration) }
    let version = try inspect(configuration)
    if version < Int(Schema.version) { try migrate(configuration, from: version) }
  }

  /// A kill in the middle of a creation leaves a file under the temporary name: it was never ours.
  private static func removeLeftovers(_ configuration: StoreConfiguration) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
      Files.remove(configuration.temporaryPath + suffix)
    }
  }

  /// Builds the whole file under another name, and gives it its own only when it is durable.
  private static func create(_ configuration: StoreConfiguration) throws(StoreOpenError) {
    let path = configuration.temporaryPath
    do throws(SQLiteError) {
      let connection = try SQLiteConnection(path: path, mode: .create)
      try connection.configure(.builder)
      try connection.transaction { () throws(SQLiteError) in
        for statement in Schema.migrations.joined() { try connection.execute(statement) }
        try connection.setIdentity(
          applicationID: Schema.applicationID,
          userVersion: Schema.version
        )
        try Self.put("province", String(configuration.provinceID), connection)
        try Self.put("clock", configuration.isManualClock ? "manual" : "system", connection)
      }
      try connection.requireWriteAheadLog()
      try connection.checkpoint(.truncate)
      try connection.close()
    } catch {
      throw .storage(path, reason: error.description)
    }
    try Files.sync(path)
    try Files.linkExclusively(path, configuration.databasePath)
    Files.remove(path)
    try Files.sync(configuration.folder)
  }

  private static func put(
    _ name: String,
    _ value: String,
    _ connection: SQLiteConnection
  ) throws(SQLiteError) {
    try connection.statement("INSERT INTO meta(name, value) VALUES(?, ?)")
      .bind(name).bind(value).run()
  }

  /// Asks SQLite, through a connection that cannot write, whose file it is and how it fares.
  private static func inspect(_ configuration: StoreConfiguration) throws(StoreOpenError) -> Int {
    let path = configuration.databasePath
    guard let size = Files.size(of: path), size > 0 else { throw .emptyFile(path) }
    let verdict: Result<Int, StoreOpenError>
    do throws(SQLiteError) {
      let connection = try SQLiteConnection(path: path, mode: .readOnly)
      verdict = try examine(connection, size: size, configuration)
      try connection.close()
    } catch {
      throw error.isCorrupt
        ? .corruptFile(path, reason: error.message) : .storage(path, reason: error.description)
    }
    return try verdict.get()
  }

  /// The version of the file, or why it is refused.
  private static func examine(
    _ connection: SQLiteConnection,
    size: Int64,
    _ configuration: StoreConfiguration
  ) throws(SQLiteError) -> Result<Int, StoreOpenError> {
    let path = configuration.databasePath
    let owner = try connection.applicationID
    guard owner == Int64(Schema.applicationID) else { return .failure(.foreignFile(path)) }
    let version = Int(try connection.userVersion)
    guard version <= Int(Schema.version) else {
      return .failure(.newerFile(path, version: version))
    }
    if version == Int(Schema.version), let name = try differing(from: connection) {
      return .failure(.otherTables(path, name: name))
    }
    let findings = size <= checkBytesMax ? try connection.quickCheck() : []
    if let finding = findings.first { return .failure(.corruptFile(path, reason: finding)) }
    if let province = try value("province", connection), let found = Int64(province),
      found != configuration.provinceID
    {
      return .failure(.otherProvince(path, found: found))
    }
    let isManual = try value("clock", connection) == "manual"
    guard isManual == configuration.isManualClock else {
      return .failure(.otherClock(path, isManual: isManual))
    }
    return .success(version)
  }

  /// The first table, index or trigger of this program that a file does not have as it should: builds
  /// before the first release changed them without a new version.
  private static func differing(
    from connection: SQLiteConnection
  ) throws(SQLiteError) -> String? {
    let model = try SQLiteConnection(path: ":memory:", mode: .create)
    for statement in Schema.migrations.joined() { try model.execute(statement) }
    let wanted = try texts(model)
    try model.close()
    let found = try texts(connection)
    return wanted.filter { found[$0.key] != $0.value }.keys.min()
  }

  private static func texts(_ connection: SQLiteConnection) throws(SQLiteError) -> [String: String]
  {
    try connection.with(
      "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    ) { (row) throws(SQLiteError) in
      var texts: [String: String] = [:]
      while try row.step() { texts[row.text(0)] = row.text(1) }
      return texts
    }
  }

  private static func value(
    _ name: String,
    _ connection: SQLiteConnection
  ) throws(SQLiteError) -> String? {
    try connection.with("SELECT value FROM meta WHERE name = ?") { (row) throws(SQLiteError) in
      row.bind(name)
      return try row.step() ? row.text(0) : nil
    }
  }

  private static func migrate(
    _ configuration: StoreConfiguration,
    from version: Int
  ) throws(StoreOpenError) {
    let path = configuration.databasePath
    do throws(SQLiteError) {
      try migrate(path, from: version, by: Schema.migrations)
    } catch {
      throw .storage(path, reason: error.description)
    }
  }

  /// Leads a file from a version to the last one, each step in a transaction of its own together
  /// with the number of the version, so that a kill leaves one version or the next.
  static func migrate(
    _ path: String,
    from version: Int,
    by migrations: [[String]],
    afterStatement: () -> Void = {}
  ) throws(SQLiteError) {
    let connection = try SQLiteConnection(path: path, mode: .readWrite)
    try connection.configure(.writer)
    for next in version..<migrations.count {
      try connection.transaction { () throws(SQLiteError) in
        for statement in migrations[next] {
          try connection.execute(statement)
          afterStatement()
        }
        try connection.setIdentity(
          applicationID: Schema.applicationID,
          userVersion: Int32(next + 1)
        )
        afterStatement()
      }
      afterStatement()
    }
    try connection.close()
  }
}
