import NIOCore
package import NIOEmbedded
import Synchronization

/// An event loop whose clock stands still until a test moves it, and on which tasks run too.
///
/// All that is begun here runs on the thread of the test and in an order that follows from the test
/// alone: nothing waits, nothing sleeps, and a busy machine changes nothing. Tests that use it are
/// synchronous, because a suspended test may go on on another thread.
package final class VirtualLoop {
  /// The loop; whoever holds a channel on it holds it too.
  package let eventLoop = EmbeddedEventLoop()
  private let executor: VirtualExecutor

  /// A loop whose clock shows an instant far from zero, so that nothing begins before zero.
  package init() {
    executor = VirtualExecutor(eventLoop: eventLoop)
    eventLoop.advanceTime(to: .uptimeNanoseconds(1_000_000_000_000))
  }

  deinit {
    // Fails for a loop that is shut down already, which this one is not.
    try? eventLoop.syncShutdownGracefully()
  }

  /// Nanoseconds of the clock.
  package var now: UInt64 { eventLoop.now.uptimeNanoseconds }

  /// Runs all that is due, and all that becomes due by it, without moving the clock.
  package func run() { eventLoop.run() }

  /// Moves the clock, and runs what becomes due on the way in its order.
  package func advance(_ time: Duration) { eventLoop.advanceTime(by: TimeAmount(time)) }

  /// Runs an action after some time of the clock.
  package func after(_ time: Duration, _ action: @escaping () -> Void) {
    eventLoop.scheduleTask(in: TimeAmount(time), action)
  }

  /// Begins a task that runs on this loop only, up to its first suspension at once.
  package func begin<Success: Sendable>(
    _ operation: sending @escaping () async throws -> Success
  ) -> VirtualTask<Success> {
    let outcome = VirtualTask<Success>.Outcome()
    let task = Task.immediate(executorPreference: executor) {
      do {
        outcome.end(.success(try await operation()))
      } catch {
        outcome.end(.failure(error))
      }
    }
    return VirtualTask(outcome, task)
  }
}

/// A task on a ``VirtualLoop``, whose result is there or is not: it is never waited for.
package struct VirtualTask<Success: Sendable>: Sendable {
  final class Outcome: Sendable {
    private let state = Mutex<Result<Success, any Error>?>(nil)

    var result: Result<Success, any Error>? { state.withLock { $0 } }

    func end(_ result: Result<Success, any Error>) { state.withLock { $0 = result } }
  }

  private let outcome: Outcome
  private let task: Task<Void, Never>

  init(_ outcome: Outcome, _ task: Task<Void, Never>) {
    self.outcome = outcome
    self.task = task
  }

  /// How it has ended, or nil while it has not.
  package var result: Result<Success, any Error>? { outcome.result }

  /// Cancels the task.
  package func cancel() { task.cancel() }
}

/// Runs tasks on the loop of a test.
private final class VirtualExecutor: TaskExecutor {
  private let eventLoop: EmbeddedEventLoop

  init(eventLoop: EmbeddedEventLoop) {
    self.eventLoop = eventLoop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// The clock of a ``VirtualLoop`` for tasks that run on it.
package struct VirtualClock: Sendable {
  private let eventLoop: EmbeddedEventLoop

  /// The clock of a loop.
  package init(_ loop: VirtualLoop) {
    eventLoop = loop.eventLoop
  }

  /// Suspends the task for some time of the clock, cancelled or not.
  package func pause(_ time: Duration) async {
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      eventLoop.scheduleTask(in: TimeAmount(time)) { continuation.resume() }
    }
  }
}
