import SQLiteEngine
import Testing

@Suite("Statements")
struct SQLiteStatementTests {
  private let connection: SQLiteConnection

  init() throws {
    connection = try SQLiteConnection(path: ":memory:", mode: .create)
    try connection.execute(
      "CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT, body BLOB, weight REAL, "
        + "code TEXT UNIQUE CHECK(length(code) < 9)) STRICT"
    )
  }

  @Test("Every kind of value comes back as it was bound")
  func roundTrip() throws {
    let statement = try connection.statement(
      "INSERT INTO note(id, title, body, weight) VALUES(?, ?, ?, ?)"
    )
    try statement.bind(7 as Int64).bind("Đất đai\u{0}x").bind([0, 1, 255]).bind(2.5).run()
    #expect(connection.changes == 1)
    #expect(connection.lastInsertedID == 7)
    try connection.with("SELECT id, title, body, weight, code FROM note") {
      (row) throws(SQLiteError) in
      #expect(try row.step())
      #expect(row.int64(0) == 7)
      #expect(row.text(1) == "Đất đai\u{0}x")
      #expect(row.withBytes(2) { $0.count } == 3)
      #expect(row.bytes(2) == [0, 1, 255])
      #expect(row.double(3) == 2.5)
      #expect(row.isNull(4))
      #expect(try row.step() == false)
    }
  }

  @Test("Columns are read from the left, absent ones as nil")
  func sequentialColumns() throws {
    try connection.with("SELECT 1, 'a', NULL, NULL, x'', '', 1") { (row) throws(SQLiteError) in
      #expect(try row.step())
      #expect(row.nextInt() == 1)
      #expect(row.nextText() == "a")
      #expect(row.nextInt64OrNil() == nil)
      #expect(row.nextTextOrNil() == nil)
      #expect(row.nextBytesOrNil() == [])
      #expect(row.nextTextOrNil() == "")
      #expect(row.nextBool())
    }
  }

  @Test("Empty text and empty bytes are not NULL")
  func emptyIsNotNull() throws {
    try connection.with("SELECT typeof(?), typeof(?), typeof(?)") { (row) throws(SQLiteError) in
      row.bind("").bind([]).bind(nil as String?)
      #expect(try row.step())
      #expect([row.text(0), row.text(1), row.text(2)] == ["text", "blob", "null"])
    }
  }

  @Test("A statement of a literal is prepared once and comes back clean")
  func cachedLiteral() throws {
    func insert(_ title: String?) throws -> SQLiteStatement {
      let statement = try connection.statement("INSERT INTO note(title) VALUES(?)")
      if let title { statement.bind(title) }
      _ = try statement.step()
      return statement
    }
    let first = try insert("one")
    let second = try insert(nil)
    #expect(first === second)
    try connection.with("SELECT count(*) FROM note WHERE title IS NULL") {
      (row) throws(SQLiteError) in
      #expect(try row.step())
      #expect(row.int64(0) == 1)
    }
  }

  @Test("A composed text is cached by its content")
  func cachedComposed() throws {
    let one = try connection.statement(composed: "SELECT " + "1")
    let same = try connection.statement(composed: "SELECT 1")
    let other = try connection.statement(composed: "SELECT 2")
    #expect(one === same)
    #expect(one !== other)
  }

  @Test("Wrong syntax, unknown tables, double-quoted text and emptiness are refused when preparing")
  func refusedStatements() {
    for sql in ["SELEC 1", "SELECT * FROM nothing", "SELECT \"text\" FROM note", ""] {
      #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
    }
  }

  @Test("A parameter that does not exist is an error at the step")
  func tooManyParameters() throws {
    let statement = try connection.prepare("SELECT ?")
    statement.bind(1).bind(2)
    let error = #expect(throws: SQLiteError.self) { try statement.step() }
    #expect(error?.isOutOfRange == true)
  }

  @Test("Violated constraints say of which kind they are")
  func constraints() throws {
    try connection.execute("INSERT INTO note(id, code) VALUES(1, 'a')")
    let unique = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO note(code) VALUES('a')")
    }
    #expect(unique?.isUniqueViolation == true)
    let key = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO note(id) VALUES(1)")
    }
    #expect(key?.isUniqueViolation == true)
    let check = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO note(code) VALUES('123456789')")
    }
    #expect(check?.isConstraint == true)
    #expect(check?.isUniqueViolation == false)
    let strict = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO note(weight) VALUES('heavy')")
    }
    #expect(strict?.isConstraint == true)
  }

  @Test("A value over the limit is refused, one at the limit is not")
  func valueLimit() throws {
    var limits = SQLiteLimits.standard
    limits.valueBytesMax = 1000
    let small = try SQLiteConnection(path: ":memory:", mode: .create, limits: limits)
    try small.execute("CREATE TABLE t(b BLOB)")
    func insert(_ count: Int) throws {
      let statement = try small.statement("INSERT INTO t VALUES(?)")
      try statement.bind([UInt8](repeating: 0, count: count)).run()
    }
    try insert(900)
    let error = #expect(throws: SQLiteError.self) { try insert(1001) }
    #expect(error?.isTooBig == true)
    try insert(900)
  }
}
