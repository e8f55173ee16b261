/// Whether what waits has stood still, by looks at equal intervals.
struct StallWatch {
  /// How often it is looked in the time for which something may stand still.
  static let looks = 6

  private var movedBefore = -1
  private var stillLooks = 0

  /// Looks again: whether something waits (`isWaiting`) and the count of what has `moved` so far has not
  /// grown since as many looks as fill the time.
  mutating func isStalled(isWaiting: Bool, moved: Int) -> Bool {
    stillLooks = isWaiting && moved <= movedBefore ? stillLooks + 1 : 0
    movedBefore = moved
    return stillLooks >= Self.looks
  }
}
