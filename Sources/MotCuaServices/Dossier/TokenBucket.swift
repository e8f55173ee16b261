/// Admits a burst, then one at each interval: the level rises with time up to the burst.
///
/// It holds the instant at which it would be full again, so that a full bucket needs no memory.
struct TokenBucket: Sendable {
  /// How many are admitted at once.
  let burst: Int
  /// The nanoseconds in which one more is admitted.
  let interval: UInt64
  private var fullAt: UInt64 = 0

  init(burst: Int, interval: Duration) {
    self.burst = burst
    let parts = interval.components
    self.interval =
      UInt64(clamping: parts.seconds) * 1_000_000_000
      + UInt64(clamping: parts.attoseconds / 1_000_000_000)
  }

  /// Takes one, or says after how many nanoseconds there will be one.
  mutating func take(at now: UInt64) -> UInt64? {
    let start = max(fullAt, now)
    let room = interval * UInt64(burst)
    guard start + interval <= now + room else { return start + interval - now - room }
    fullAt = start + interval
    return nil
  }

  /// Gives one back.
  mutating func giveBack() {
    fullAt -= min(fullAt, interval)
  }

  /// Whether it holds nothing that a new bucket would not.
  func isFull(at now: UInt64) -> Bool { fullAt <= now }
}
