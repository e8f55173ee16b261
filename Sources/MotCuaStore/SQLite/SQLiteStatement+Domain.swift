import MotCuaDomain
import SQLiteEngine

extension SQLiteStatement {
  @discardableResult
  func bind(_ instant: Instant) -> SQLiteStatement { bind(instant.milliseconds) }

  @discardableResult
  func bind(_ instant: Instant?) -> SQLiteStatement { bind(instant?.milliseconds) }

  @discardableResult
  func bind(_ day: CivilDate) -> SQLiteStatement { bind(day.daysSinceEpoch) }

  @discardableResult
  func bind(_ day: CivilDate?) -> SQLiteStatement { bind(day?.daysSinceEpoch) }

  func nextInstant() -> Instant { Instant(milliseconds: nextInt64()) }

  func nextInstantOrNil() -> Instant? { nextInt64OrNil().map { Instant(milliseconds: $0) } }

  func nextDayOrNil() -> CivilDate? {
    nextInt64OrNil().map { CivilDate(daysSinceEpoch: Int($0)) }
  }

  func nextEnum<Value: CodedEnum>(_: Value.Type) -> Value? { Value(rawValue: nextInt()) }
}

extension SQLiteConnection {
  /// Lends the statement of a literal to a body that may find damaged rows.
  func rows<Result>(
    _ sql: StaticString,
    _ body: (SQLiteStatement) throws(RowError) -> Result
  ) throws(RowError) -> Result {
    let statement: SQLiteStatement
    do throws(SQLiteError) {
      statement = try self.statement(sql)
    } catch {
      throw .engine(error)
    }
    defer { statement.reset() }
    return try body(statement)
  }

  /// Lends the statement of a fixed text to a body that may find damaged rows.
  func rows<Result>(
    _ sql: SQLText,
    _ body: (SQLiteStatement) throws(RowError) -> Result
  ) throws(RowError) -> Result {
    let statement: SQLiteStatement
    do throws(SQLiteError) {
      statement = try self.statement(sql)
    } catch {
      throw .engine(error)
    }
    defer { statement.reset() }
    return try body(statement)
  }

  /// Lends the statement of a composed text to a body that may find damaged rows.
  func rows<Result>(
    composed sql: String,
    _ body: (SQLiteStatement) throws(RowError) -> Result
  ) throws(RowError) -> Result {
    let statement: SQLiteStatement
    do throws(SQLiteError) {
      statement = try self.statement(composed: sql)
    } catch {
      throw .engine(error)
    }
    defer { statement.reset() }
    return try body(statement)
  }
}

extension SQLiteStatement {
  /// Goes to the next row, in the vocabulary of rows.
  func next() throws(RowError) -> Bool {
    do throws(SQLiteError) {
      return try step()
    } catch {
      throw .engine(error)
    }
  }
}
