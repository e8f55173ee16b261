import RPCCore
import Synchronization

/// A monotonic clock that stands still until it is moved; a sleep does not wait, and moves it.
final class WatchClock: CallClock {
  private let nanoseconds = Mutex<UInt64>(1_000_000_000_000)

  var uptimeNanoseconds: UInt64 { nanoseconds.withLock { $0 } }

  func advance(seconds: UInt64) {
    nanoseconds.withLock { $0 += seconds * 1_000_000_000 }
  }

  func sleep(until instant: UInt64) async throws {
    try Task.checkCancellation()
    nanoseconds.withLock { $0 = max($0, instant) }
  }
}
