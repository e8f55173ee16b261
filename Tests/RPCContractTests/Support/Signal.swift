import Synchronization

/// Something that happens once, and everybody who waits for it.
final class Signal: Sendable {
  private struct State {
    var hasFired = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())

  var hasFired: Bool { state.withLock { $0.hasFired } }

  func fire() {
    let waiting = state.withLock { state in
      state.hasFired = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits whether or not the task is cancelled: the time limit of the test is the way out.
  func wait() async {
    await withCheckedContinuation { continuation in
      let hasFired = state.withLock { state in
        if !state.hasFired { state.waiting.append(continuation) }
        return state.hasFired
      }
      if hasFired { continuation.resume() }
    }
  }
}

/// Waits until the task is cancelled, and throws then.
func waitForCancellation() async throws {
  let never = AsyncStream<Void>.makeStream()
  for await _ in never.stream {}
  try Task.checkCancellation()
}

/// A value that tasks change and tests read.
final class Box<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  init(_ value: Value) {
    state = Mutex(value)
  }

  var value: Value { state.withLock { $0 } }

  func update(_ change: (inout Value) -> Void) {
    state.withLock { value in change(&value) }
  }
}
