import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
import RPCCore
import RPCMessages

/// A period at a point of both axes of time: what lies in the future is not known yet.
package struct StatisticsSpan: Sendable, Hashable {
  /// The longest period of a summary, a ranking, a report or a query, in days.
  package static let daysMax = 3660

  /// The period asked for.
  package let period: ReportPeriod
  /// Up to when steps count: what was asked for, the end of the last day or now, whichever is first.
  package let asOf: Instant
  /// Up to which position steps count; nil takes all there are.
  package let knownAt: Int64?

  /// Cuts a period at an instant and at that of the call.
  package init(_ period: ReportPeriod, asOf: Instant? = nil, knownAt: Int64? = nil, now: Instant) {
    self.period = period
    self.asOf = min(asOf ?? period.end, period.end, now)
    self.knownAt = knownAt
  }

  /// The same point of time for another period.
  package func moved(to other: ReportPeriod) -> StatisticsSpan {
    StatisticsSpan(other, asOf: asOf, knownAt: knownAt, now: asOf)
  }

  /// The civil day of `asOf`.
  package var day: CivilDate { asOf.ictDate }

  /// The point of both axes.
  package var time: FigureTime { FigureTime(asOf: asOf, knownAt: knownAt) }

  /// The question for the sums before the period and through its end.
  package func question(_ groups: FigureGroups) -> FigureQuestion {
    FigureQuestion(days: [period.from.addingDays(-1), period.to], groups: groups, time: time)
  }
}

extension ServiceEnvironment {
  /// The commit position that a request names, or the present one.
  func position(_ asked: Int64) -> Int64 { asked == 0 ? store.lastSequence : asked }

  /// Reads the period and the point of time of a question.
  ///
  /// - Throws: INVALID_FIELDS for a period that is missing or too long, or a position that there is
  ///   not yet.
  func span(
    _ period: Period?,
    asOf: GoogleProtobuf.Timestamp?,
    knownAt: Int64,
    daysMax: Int = StatisticsSpan.daysMax,
    field: String = "period"
  ) throws -> StatisticsSpan {
    var reader = FieldReader()
    if period == nil { reader.refuse(field, "It must be given.") }
    let period = reader.period(period, field, daysMax: daysMax)
    let instant = reader.instant(asOf, "as_of")
    reader.check(knownAt: knownAt, in: store)
    try reader.check()
    guard let period else { throw RPCError.invalidField(field, "It must be given.") }
    return StatisticsSpan(
      period,
      asOf: instant,
      knownAt: knownAt == 0 ? nil : knownAt,
      now: clock.now()
    )
  }
}
