import MotCuaStore
import Synchronization

/// Where the writer leaves the steps of its commits: it takes a lock, and wakes one task.
final class WatchInbox: Sendable {
  /// So many steps may wait; more are forgotten and read from the store.
  private static let stepsMax = 16_384

  private let steps = Mutex<(waiting: [FeedEvent], isWoken: Bool)>(([], false))
  /// Gives a value when steps have come.
  let wakes: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation

  init() {
    (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Takes the steps of a commit.
  func put(_ new: [FeedEvent]) {
    let mustWake = steps.withLock { steps in
      if steps.waiting.count > Self.stepsMax { steps.waiting = [] }
      steps.waiting += new
      defer { steps.isWoken = true }
      return !steps.isWoken
    }
    if mustWake { wake.yield(()) }
  }

  /// Gives what has come.
  func takeAll() -> [FeedEvent] {
    steps.withLock { steps in
      defer { steps = ([], false) }
      return steps.waiting
    }
  }
}
