/// How many lines may still be written: a bucket that holds what one second may bring.
struct LineBudget {
  /// What becomes of a line.
  enum Verdict: Equatable {
    /// It is written, after so many that were not.
    case write(dropped: Int)
    /// It is not written.
    case drop
  }

  private let linesPerSecondMax: Double
  private var lines: Double
  private var lastTime: UInt64?
  private var dropped = 0

  init(linesPerSecondMax: Int) {
    self.linesPerSecondMax = Double(linesPerSecondMax)
    lines = Double(linesPerSecondMax)
  }

  /// Asks for a line at `now`, in nanoseconds.
  mutating func take(now: UInt64) -> Verdict {
    let seconds = Double(now - min(now, lastTime ?? now)) / 1e9
    lines = min(linesPerSecondMax, lines + seconds * linesPerSecondMax)
    lastTime = now
    guard lines >= 1 else {
      dropped += 1
      return .drop
    }
    lines -= 1
    defer { dropped = 0 }
    return .write(dropped: dropped)
  }
}
