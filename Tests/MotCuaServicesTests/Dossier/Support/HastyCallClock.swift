import RPCCore
import Synchronization

/// A monotonic clock on which every wait is over at once.
final class HastyCallClock: CallClock {
  private let nanoseconds = Mutex<UInt64>(1_000_000_000)

  var uptimeNanoseconds: UInt64 { nanoseconds.withLock { $0 } }

  func sleep(until instant: UInt64) async throws {
    try Task.checkCancellation()
    nanoseconds.withLock { $0 = max($0, instant) }
  }
}
