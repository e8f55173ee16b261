import CSQLite

/// How many instructions of SQLite's machine a connection may still run.
///
/// On the heap at one address, because SQLite keeps the pointer.
final class StepBudget {
  static let granularity: Int32 = 500
  private let left: UnsafeMutablePointer<Int>

  init() {
    left = .allocate(capacity: 1)
    left.initialize(to: .max)
  }

  deinit { left.deallocate() }

  func begin(_ instructions: Int, on handle: OpaquePointer) {
    left.pointee = instructions / Int(Self.granularity)
    sqlite3_progress_handler(handle, Self.granularity, Self.spend, left)
  }

  func end(on handle: OpaquePointer) {
    sqlite3_progress_handler(handle, 0, nil, nil)
  }

  private static let spend: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
    guard let left = context?.assumingMemoryBound(to: Int.self) else { return 0 }
    left.pointee -= 1
    return left.pointee < 0 ? 1 : 0
  }
}

extension SQLiteConnection {
  /// Runs a body that may use about so many instructions of SQLite's machine.
  ///
  /// Over the budget the statement ends with an error whose `isInterrupted` is true: so a thread
  /// that must not be held up can try, and hand the work on when it turns out to be long.
  public func withBudget<Result>(
    instructions: Int,
    _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    budget.begin(instructions, on: handle)
    defer { budget.end(on: handle) }
    return try body()
  }
}
