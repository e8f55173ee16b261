import MotCuaAPI
package import RPCCore
import Synchronization

/// Keeps the public look-up from being used to guess: limits by the caller's address and by code.
///
/// A right pair gives its share of the code back, so that an owner may look as often as he likes;
/// whoever tries suffixes of one code meets its limit from whatever addresses he comes. Unknown
/// codes are limited like known ones.
package final class TrackGuard: Sendable {
  private struct State {
    var buckets: [String: TokenBucket] = [:]
    var sweepAt = 1024
  }

  /// The most buckets that are kept; beyond it callers wait until some are full again.
  package static let bucketsMax = 100_000

  private let byCaller: TokenBucket
  private let byCode: TokenBucket
  private let clock: any CallClock
  private let state = Mutex(State())

  /// Admits bursts of the given sizes, then one at each interval.
  package init(
    clock: any CallClock = SystemCallClock(),
    callerBurst: Int = 60,
    callerInterval: Duration = .seconds(1),
    codeBurst: Int = 10,
    codeInterval: Duration = .seconds(60)
  ) {
    self.clock = clock
    byCaller = TokenBucket(burst: callerBurst, interval: callerInterval)
    byCode = TokenBucket(burst: codeBurst, interval: codeInterval)
  }

  /// Admits a look-up; a caller who has said who he is has no address.
  ///
  /// - Throws: RATE_LIMITED with the time after which to come again.
  package func admit(caller: String?, code: String) throws(RPCError) {
    let now = clock.uptimeNanoseconds
    let wait = state.withLock { state -> UInt64? in
      Self.sweep(&state, now: now)
      if let caller, let wait = take("a" + caller, byCaller, in: &state, now: now) { return wait }
      return take("c" + code, byCode, in: &state, now: now)
    }
    guard let wait else { return }
    throw RPCError(
      reason: .rateLimited,
      details: [.retryInfo(delay: .nanoseconds(Int64(clamping: wait)))]
    )
  }

  /// Gives the share of a code back after a right pair.
  package func giveBack(code: String) {
    state.withLock { $0.buckets["c" + code]?.giveBack() }
  }

  private func take(
    _ key: String,
    _ empty: TokenBucket,
    in state: inout State,
    now: UInt64
  ) -> UInt64? {
    guard state.buckets.count < Self.bucketsMax || state.buckets[key] != nil else {
      return empty.interval
    }
    return state.buckets[key, default: empty].take(at: now)
  }

  /// Forgets full buckets each time the number of buckets has doubled since the last time.
  private static func sweep(_ state: inout State, now: UInt64) {
    guard state.buckets.count >= state.sweepAt else { return }
    state.buckets = state.buckets.filter { !$0.value.isFull(at: now) }
    state.sweepAt = max(1024, state.buckets.count * 2)
  }
}
