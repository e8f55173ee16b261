/// The official life of a dossier as it was known at one instant: what the reports count by.
///
/// A dossier that ended before acceptance has no span; it is counted elsewhere.
package struct DossierSpan: Hashable, Sendable {
  /// The official reception.
  package let received: Instant
  /// The end, nil while there is none.
  package let ended: Instant?
  /// The due date as known then, nil for a procedure without one.
  package let due: Instant?
  /// The first late instant, nil together with `due`.
  package let lateFrom: Instant?
  /// The instant at which the clock stopped, nil while it runs.
  package let clockStopped: Instant?
  /// How the dossier came in.
  package let channel: Channel

  /// Creates a span.
  package init(
    received: Instant,
    ended: Instant?,
    due: Instant?,
    lateFrom: Instant?,
    clockStopped: Instant? = nil,
    channel: Channel
  ) {
    self.received = received
    self.ended = ended
    self.due = due
    self.lateFrom = lateFrom
    self.clockStopped = clockStopped
    self.channel = channel
  }

  /// Whether it was received before the period and not ended before it.
  package func isCarried(into period: ReportPeriod) -> Bool {
    received < period.start && (ended.map { $0 >= period.start } ?? true)
  }

  /// Whether it was received in the period.
  package func isReceived(in period: ReportPeriod) -> Bool {
    received >= period.start && received <= period.end
  }

  /// Whether it ended in the period.
  package func isResolved(in period: ReportPeriod) -> Bool {
    ended.map { $0 >= period.start && $0 <= period.end } ?? false
  }

  /// Whether it was open at an instant.
  package func isPending(at instant: Instant) -> Bool {
    received <= instant && (ended.map { $0 > instant } ?? true)
  }
}
