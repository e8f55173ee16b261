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
    var sweepAtCount = TrackGuard.sweepCountMin
    var sweepAtTime: UInt64 = 0
  }

  private static let sweepCountMin = 1024
  private static let sweepPause: UInt64 = 1_000_000_000

  /// Admits what the limits of the services say.
  package convenience init(_ limits: ServiceLimits) {
    self.init(
      callerBurst: limits.trackCallerBurst,
      callerInterval: limits.trackCallerInterval,
      codeBurst: limits.trackCodeBurst,
      codeInterval: limits.trackCodeInterval,
      bucketsMax: limits.trackBucketsMax
    )
  }

  private let bucketsMax: Int
  private let byCaller: TokenBucket
  private let byCode: TokenBucket
  private let clock: any CallClock
  private let state = Mutex(State())

  /// Admits bursts of the given sizes, then one at each interval.
  ///
  /// At most `bucketsMax` callers and codes are remembered; while so many are in use, new ones
  /// wait, so that a flood of addresses costs no memory.
  package init(
    clock: any CallClock = SystemCallClock(),
    callerBurst: Int = 60,
    callerInterval: Duration = .seconds(1),
    codeBurst: Int = 10,
    codeInterval: Duration = .seconds(60),
    bucketsMax: Int = 100_000
  ) {
    self.bucketsMax = bucketsMax
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
      sweep(&state, now: now)
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
    guard state.buckets.count < bucketsMax || state.buckets[key] != nil else {
      return empty.interval
    }
    return state.buckets[key, default: empty].take(at: now)
  }

  /// Forgets full buckets when their number has doubled since the last time or the limit is
  /// reached, at most once in a second.
  private func sweep(_ state: inout State, now: UInt64) {
    guard state.buckets.count >= min(state.sweepAtCount, bucketsMax), now >= state.sweepAtTime
    else { return }
    state.buckets = state.buckets.filter { !$0.value.isFull(at: now) }
    state.sweepAtCount = max(Self.sweepCountMin, state.buckets.count * 2)
    state.sweepAtTime = now + Self.sweepPause
  }
}
