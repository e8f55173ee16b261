import Dispatch
import SQLiteEngine
import Synchronization

/// The connections that read: one for each event loop, used inline, and a few threads for the rest.
///
/// All are read-only and without mutexes; each is used by one thread.
final class ReadPaths: Sendable {
  /// A read: bounded ones get a reader of the calling thread, others one of the pool.
  typealias Work = @Sendable (SQLiteConnection) -> Void

  /// Somewhat more than a millisecond of SQLite's time: a read that needs more leaves the loop.
  private static let laneInstructions = 100_000

  private let lanes: [ThreadConfined<SQLiteConnection>]
  private let queue: WorkQueue<Work>
  private let running = DispatchGroup()
  private let offLane = Atomic<Int64>(0)

  init(path: String, lanes count: Int, threads: Int, waitingMax: Int) throws(SQLiteError) {
    let queue = WorkQueue<Work>(itemsMax: waitingMax)
    self.queue = queue
    var lanes: [ThreadConfined<SQLiteConnection>] = []
    for _ in 0..<count { lanes.append(ThreadConfined(try Self.open(path))) }
    self.lanes = lanes
    for _ in 0..<max(threads, 1) {
      let confined = ThreadConfined(try Self.open(path))
      let running = running
      running.enter()
      WorkerThread.start(name: "motcua.reader") {
        confined.ifOwner { connection in
          while let work = queue.take(max: 1).first { work(connection) }
          // Nothing can be done about a reader that does not close.
          try? connection.close()
        }
        running.leave()
      }
    }
  }

  private static func open(_ path: String) throws(SQLiteError) -> SQLiteConnection {
    let connection = try SQLiteConnection(path: path, mode: .readOnly)
    try connection.configure(.reader, cacheBytes: 8 << 20)
    return connection
  }

  /// Reads of a lane that came from another thread than the lane's.
  var offLaneReads: Int64 { offLane.load(ordering: .relaxed) }

  /// Ends the pool's threads and closes all connections, so that the writer's is the last.
  func close() {
    queue.close()
    running.wait()
    // Nothing can be done about a reader that does not close.
    for lane in lanes { lane.retire { try? $0.close() } }
  }

  /// Runs a read on a lane, or on the pool.
  func read<Value: Sendable>(
    on lane: ReadLane,
    _ body: @escaping @Sendable (SQLiteConnection) throws(RowError) -> Value
  ) async throws(StoreError) -> Value {
    if case .loop(let index) = lane, lanes.indices.contains(index) {
      if let result = lanes[index].ifOwner({ Self.inline($0, body) }) {
        if let result { return try result.get() }
      } else {
        offLane.add(1, ordering: .relaxed)
      }
    }
    return try await pool(body)
  }

  /// The result of a read within the budget of a loop, nil for one that needs more.
  private static func inline<Value>(
    _ connection: SQLiteConnection,
    _ body: (SQLiteConnection) throws(RowError) -> Value
  ) -> Result<Value, StoreError>? {
    do throws(RowError) {
      return .success(
        try connection.bounded(instructions: laneInstructions) { () throws(RowError) in
          try body(connection)
        }
      )
    } catch {
      if case .engine(let failure) = error, failure.isInterrupted { return nil }
      return .failure(error.storeError)
    }
  }

  private func pool<Value: Sendable>(
    _ body: @escaping @Sendable (SQLiteConnection) throws(RowError) -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      let offer = queue.offer { connection in
        do throws(RowError) {
          continuation.resume(returning: .success(try body(connection)))
        } catch {
          continuation.resume(returning: .failure(error.storeError))
        }
      }
      switch offer {
      case .taken: break
      case .full:
        continuation.resume(
          returning: .failure(.overloaded(retryAfterMilliseconds: 500))
        )
      case .closed: continuation.resume(returning: .failure(.closed))
      }
    }
    return try result.get()
  }
}

extension SQLiteConnection {
  /// `withBudget` for a body that may find damaged rows.
  fileprivate func bounded<Value>(
    instructions: Int,
    _ body: () throws(RowError) -> Value
  ) throws(RowError) -> Value {
    var outcome: Result<Value, RowError>?
    do throws(SQLiteError) {
      try withBudget(instructions: instructions) { () throws(SQLiteError) in
        do throws(RowError) {
          outcome = .success(try body())
        } catch {
          outcome = .failure(error)
        }
      }
    } catch {
      throw .engine(error)
    }
    guard let outcome else { throw .damaged("read") }
    return try outcome.get()
  }
}
