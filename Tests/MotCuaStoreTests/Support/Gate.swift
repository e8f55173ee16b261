import Dispatch
import Synchronization

/// A place where a thread waits until a test lets it go.
final class Gate: Sendable {
  private let isEntered = Mutex(false)
  private let bell = DispatchSemaphore(value: 0)

  /// Waits; for the writer's thread, never for a task.
  func wait() {
    isEntered.withLock { $0 = true }
    bell.wait()
  }

  /// Returns when somebody waits.
  func entered() async {
    while !isEntered.withLock({ $0 }) { await Task.yield() }
  }

  func open() { bell.signal() }
}
