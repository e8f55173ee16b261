package import MotCuaDomain
package import MotCuaStore

/// A period as it can be counted at an instant: what lies in the future is not known yet.
package struct StatisticsSpan: Sendable, Hashable {
  /// The period asked for.
  package let period: ReportPeriod
  /// When pending dossiers are counted: the end of the last day, or now where that is earlier.
  package let asOf: Instant
  /// Whether `asOf` is now, so that what is late depends on the time of day.
  package let isPresent: Bool

  /// Cuts a period at the instant of the call.
  package init(_ period: ReportPeriod, now: Instant) {
    self.period = period
    isPresent = now < period.end
    asOf = min(period.end, now)
  }

  /// The civil day of `asOf`.
  package var day: CivilDate { asOf.ictDate }

  /// The figures to ask for.
  ///
  /// Days after today hold nothing but the days on which something will become late, so the last
  /// day is today at most; a period that has not begun keeps its first day.
  package func query(_ agencies: Set<AgencyCode>) -> StatisticsQuery {
    StatisticsQuery(
      from: period.from,
      to: max(period.from, min(period.to, day)),
      agencies: agencies
    )
  }
}
