import SQLiteEngine
import Testing

@Suite("What a statement asks of Swift about a row")
struct RowQuestionTests {
  private let folder: TemporaryFolder
  private let connection: SQLiteConnection

  init() throws {
    folder = try TemporaryFolder()
    connection = try SQLiteConnection(path: folder.file("data.sqlite"), mode: .create)
    try connection.execute(
      "CREATE TABLE t(a INTEGER, b INTEGER); INSERT INTO t VALUES(1, NULL), (2, 5), (3, 1)"
    )
  }

  private func covered() throws(SQLiteError) -> [Int64] {
    try connection.with("SELECT a FROM t WHERE is_covered(a, b) ORDER BY a") {
      (row) throws(SQLiteError) in
      var found: [Int64] = []
      while try row.step() { found.append(row.int64(0)) }
      return found
    }
  }

  @Test("Each row is asked about, id by id until one is covered, and NULL never is")
  func answered() throws {
    var asked: [Int64] = []
    let found = try connection.answering(
      by: { id in
        asked.append(id)
        return id == 1
      },
      while: { () throws(SQLiteError) in try covered() }
    )
    #expect(found == [1, 3])
    #expect(asked == [1, 2, 5, 3, 1])
  }

  @Test("Where nobody answers nothing is covered, also after an answer")
  func unanswered() throws {
    #expect(try covered().isEmpty)
    let all = try connection.answering(
      by: { _ in true },
      while: { () throws(SQLiteError) in try covered() }
    )
    #expect(all == [1, 2, 3])
    #expect(try covered().isEmpty)
  }

  @Test("A schema cannot ask, so that a foreign file cannot either")
  func notInSchemas() throws {
    #expect(throws: SQLiteError.self) {
      try connection.execute("CREATE INDEX i ON t(a) WHERE is_covered(a, b)")
    }
    try connection.execute("CREATE VIEW v AS SELECT a FROM t WHERE is_covered(a, b)")
    #expect(throws: SQLiteError.self) {
      _ = try connection.with("SELECT a FROM v") { (row) throws(SQLiteError) in try row.step() }
    }
  }
}
