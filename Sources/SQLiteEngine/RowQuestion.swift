import CSQLite

/// What a statement asks of Swift about a row: the SQL function `is_covered(a, b, …)`, whether any of
/// some ids is covered.
///
/// NULL never is. A set of ids that changes from caller to caller would otherwise be bound as a list, and built
/// into a table by SQLite, for each single row that is read. On the heap at one address, because
/// SQLite keeps the pointer. Without an answer nothing is covered.
final class RowQuestion {
  static let name = "is_covered"
  private var answer: ((Int64) -> Bool)?

  /// Makes the function known to a connection, which must not outlive this object.
  func attach(to handle: OpaquePointer) -> Int32 {
    sqlite3_create_function_v2(
      handle,
      Self.name,
      -1,
      SQLITE_UTF8 | SQLITE_DIRECTONLY,
      Unmanaged.passUnretained(self).toOpaque(),
      Self.ask,
      nil,
      nil,
      nil
    )
  }

  /// Answers the question by `answer` while a body runs.
  func answering<Result, Failure: Error>(
    by answer: @escaping (Int64) -> Bool,
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    self.answer = answer
    defer { self.answer = nil }
    return try body()
  }

  private static let ask:
    @convention(c) (
      OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
    ) -> Void = { context, count, values in
      guard let values, let data = sqlite3_user_data(context) else {
        return sqlite3_result_int(context, 0)
      }
      let question = Unmanaged<RowQuestion>.fromOpaque(data).takeUnretainedValue()
      let isCovered = (0..<Int(count)).contains { index in
        guard sqlite3_value_type(values[index]) != SQLITE_NULL else { return false }
        return question.answer?(sqlite3_value_int64(values[index])) == true
      }
      sqlite3_result_int(context, isCovered ? 1 : 0)
    }
}

extension SQLiteConnection {
  /// Runs a body whose statements may say `is_covered(a, b, …)`: `answer` decides for each id in turn
  /// until one is covered.
  ///
  /// The answer must not use the connection.
  public func answering<Result, Failure: Error>(
    by answer: @escaping (Int64) -> Bool,
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try question.answering(by: answer, while: body)
  }
}
