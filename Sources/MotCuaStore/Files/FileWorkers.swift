import Dispatch
import Synchronization

/// A few queues for the disk: no event loop ever waits for it.
///
/// Each is serial and has a thread only while it has work, so a vault that nobody uses costs none.
final class FileWorkers: Sendable {
  private static let waitingMax = 1024

  private struct State {
    /// How much waits in each queue or is running.
    var loads: [Int]
    var isClosed = false
  }

  private let queues: [DispatchQueue]
  private let state: Mutex<State>

  init(threads: Int) {
    let count = max(threads, 1)
    queues = (0..<count).map { DispatchQueue(label: "motcua.files.\($0)") }
    state = Mutex(State(loads: Array(repeating: 0, count: count)))
  }

  /// Runs a body where least waits.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(FileError) -> Value
  ) async throws(FileError) -> Value {
    let result: Result<Value, FileError> = await withCheckedContinuation { continuation in
      let refusal = offer {
        do throws(FileError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
      if let refusal { continuation.resume(returning: .failure(refusal)) }
    }
    return try result.get()
  }

  /// Runs a body some time, unless nothing more is taken; nobody waits for it.
  func later(_ body: @escaping @Sendable () -> Void) { _ = offer(body) }

  /// Takes no more work; what waits is still done.
  func close() { state.withLock { $0.isClosed = true } }

  /// - Returns: why the work is not taken, nil where it is.
  private func offer(_ body: @escaping @Sendable () -> Void) -> FileError? {
    let choice = state.withLock { state -> Result<Int, FileError> in
      if state.isClosed { return .failure(.closed) }
      let least = state.loads.indices.min { state.loads[$0] < state.loads[$1] } ?? 0
      guard state.loads[least] < Self.waitingMax else { return .failure(.overloaded) }
      state.loads[least] += 1
      return .success(least)
    }
    switch choice {
    case .failure(let refusal): return refusal
    case .success(let index):
      queues[index].async { [self] in
        body()
        state.withLock { $0.loads[index] -= 1 }
      }
      return nil
    }
  }
}
