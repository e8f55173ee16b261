import Foundation
import SQLiteEngine
import Testing

@Suite("Connections")
struct SQLiteConnectionTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("data.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func makeFile() throws -> SQLiteConnection {
    let connection = try SQLiteConnection(path: path, mode: .create)
    try connection.configure(.writer)
    try connection.execute("CREATE TABLE t(n INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES(1)")
    return connection
  }

  private func count(_ connection: SQLiteConnection) throws -> Int64 {
    try connection.with("SELECT count(*) FROM t") { (row) throws(SQLiteError) in
      try row.step() ? row.int64(0) : -1
    }
  }

  @Test("A file that is not there is not made by a reader or a writer")
  func missingFile() {
    for mode in [SQLiteConnection.Mode.readOnly, .readWrite] {
      let error = #expect(throws: SQLiteError.self) {
        try SQLiteConnection(path: path, mode: mode)
      }
      #expect(error?.isCannotOpen == true)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("A file of something else is refused at the first statement")
  func notADatabase() throws {
    try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
    let connection = try SQLiteConnection(path: path, mode: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try connection.userVersion }
    #expect(error?.isNotADatabase == true)
    #expect(error?.isCorrupt == true)
  }

  @Test("A reader cannot write, and sees what the writer has committed and nothing else")
  func readersAndWriter() throws {
    let writer = try makeFile()
    let reader = try SQLiteConnection(path: path, mode: .readOnly)
    try reader.configure(.reader)
    let error = #expect(throws: SQLiteError.self) {
      try reader.execute("INSERT INTO t VALUES(2)")
    }
    #expect(error?.isReadOnly == true)
    try writer.beginImmediate()
    try writer.execute("INSERT INTO t VALUES(2)")
    #expect(try count(reader) == 1)
    try writer.commit()
    #expect(try count(reader) == 2)
  }

  @Test("A second writer is told that the file is busy")
  func busyWriter() throws {
    let writer = try makeFile()
    let second = try SQLiteConnection(path: path, mode: .readWrite)
    try second.execute("PRAGMA busy_timeout=0")
    try writer.beginImmediate()
    let error = #expect(throws: SQLiteError.self) { try second.beginImmediate() }
    #expect(error?.isBusy == true)
    try writer.rollback()
    try second.beginImmediate()
  }

  @Test("A savepoint that is rolled back takes nothing else with it")
  func savepoints() throws {
    let connection = try makeFile()
    try connection.beginImmediate()
    try connection.beginSavepoint()
    try connection.execute("INSERT INTO t VALUES(2)")
    try connection.releaseSavepoint()
    try connection.beginSavepoint()
    try connection.execute("INSERT INTO t VALUES(3)")
    try connection.rollbackSavepoint()
    #expect(connection.isInTransaction)
    try connection.commit()
    #expect(!connection.isInTransaction)
    #expect(try count(connection) == 2)
  }

  @Test("A transaction whose body throws leaves nothing")
  func transactionRollsBack() throws {
    let connection = try makeFile()
    #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES(2)")
        try connection.execute("INSERT INTO t VALUES(2)")
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try count(connection) == 1)
  }

  @Test("An error tells whether the transaction survived it")
  func survivingTransaction() throws {
    let connection = try makeFile()
    try connection.beginImmediate()
    let ordinary = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO t VALUES(1)")
    }
    #expect(ordinary?.transactionSurvives == true)
    let final = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT OR ROLLBACK INTO t VALUES(1)")
    }
    #expect(final?.transactionSurvives == false)
    #expect(!connection.isInTransaction)
    try connection.rollback()
  }

  @Test("A file that may not grow says that it is full")
  func fullFile() throws {
    let connection = try makeFile()
    try connection.execute("CREATE TABLE b(x BLOB); PRAGMA max_page_count=5")
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO b VALUES(zeroblob(100000))")
    }
    #expect(error?.isFull == true)
  }

  @Test("Identity, checks and checkpoints answer for the whole file")
  func identityAndChecks() throws {
    let connection = try makeFile()
    #expect(try connection.applicationID == 0)
    try connection.setIdentity(applicationID: 0x4d6f_7443, userVersion: 3)
    #expect(try connection.applicationID == 0x4d6f_7443)
    #expect(try connection.userVersion == 3)
    #expect(try connection.quickCheck().isEmpty)
    let before = try connection.checkpoint(.passive)
    #expect(before.logFrames == before.checkpointedFrames)
    let after = try connection.checkpoint(.truncate)
    #expect(after.logFrames == 0)
    try connection.close()
    try connection.close()
  }

  @Test("A damaged page is found")
  func damagedPage() throws {
    let connection = try makeFile()
    try connection.execute(
      "WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n+1 FROM c WHERE n<5000) "
        + "INSERT INTO t SELECT n FROM c"
    )
    try connection.checkpoint(.truncate)
    try connection.close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: 3 * 4096)
    try handle.write(contentsOf: Data(repeating: 0xff, count: 4096))
    try handle.close()
    let damaged = try SQLiteConnection(path: path, mode: .readOnly)
    #expect(try !damaged.quickCheck().isEmpty)
  }

  @Test("A backup copies a live file in bounded steps")
  func backup() throws {
    let writer = try makeFile()
    try writer.execute("CREATE TABLE b(x BLOB); INSERT INTO b VALUES(zeroblob(100000))")
    let source = try SQLiteConnection(path: path, mode: .readOnly)
    let target = try SQLiteConnection(path: folder.file("copy.sqlite"), mode: .create)
    let backup = try SQLiteBackup(from: source, to: target)
    var steps = 0
    while try backup.step(pages: 5) { steps += 1 }
    #expect(steps > 3)
    #expect(backup.remainingPages == 0)
    #expect(try count(target) == 1)
  }

  @Test("The fsync failures are told from other failures of the disk")
  func syncFailure() {
    let sync = SQLiteError(extendedCode: 10 | (4 << 8), message: "", function: "")
    let read = SQLiteError(extendedCode: 10 | (1 << 8), message: "", function: "")
    #expect(sync.isSyncFailure && sync.isIOError)
    #expect(!read.isSyncFailure && read.isIOError)
  }

  @Test("Work over its budget is interrupted, work within it is not")
  func budget() throws {
    let connection = try makeFile()
    try connection.execute(
      "WITH RECURSIVE c(n) AS (SELECT 2 UNION ALL SELECT n+1 FROM c WHERE n<5000) "
        + "INSERT INTO t SELECT n FROM c"
    )
    func sum() throws(SQLiteError) -> Int64 {
      try connection.with("SELECT sum(n) FROM t") { (row) throws(SQLiteError) in
        try row.step() ? row.int64(0) : 0
      }
    }
    let error = #expect(throws: SQLiteError.self) {
      try connection.withBudget(instructions: 2000) { () throws(SQLiteError) in try sum() }
    }
    #expect(error?.isInterrupted == true)
    let within = try connection.withBudget(instructions: 1_000_000) {
      () throws(SQLiteError) in try sum()
    }
    #expect(within == 12_502_500)
    #expect(try sum() == 12_502_500)
  }

  @Test("The writer knows how long its log is")
  func logFrames() throws {
    let connection = try makeFile()
    let before = connection.logFrames
    try connection.execute("INSERT INTO t VALUES(2)")
    #expect(connection.logFrames > before)
  }
}
