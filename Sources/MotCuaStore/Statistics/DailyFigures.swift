package import MotCuaDomain

/// The figures of one civil day.
package struct DailyFigures: Sendable, Hashable {
  /// The day.
  package var day: CivilDate
  /// What happened on it.
  package var counts: MeasureCounts

  /// Makes the value from its parts.
  package init(
    day: CivilDate,
    counts: MeasureCounts
  ) {
    self.day = day
    self.counts = counts
  }
}
