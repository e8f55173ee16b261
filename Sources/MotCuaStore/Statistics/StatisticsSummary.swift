/// The figures of a period.
package struct StatisticsSummary: Sendable, Hashable {
  /// What happened in the period.
  package var counts: MeasureCounts
  /// The dossiers received before the period and not ended then.
  package var carried: Int64
  /// The dossiers received and not ended at the end of the period: carried + received + reopened +
  /// transferred in - resolved - transferred out.
  package var pending: Int64
  /// The submissions that wait for the answer of the desk at the end of the period.
  package var waiting: Int64
  /// Of the pending, those that are late at the end of the period, by what is known.
  package var overdue: Int64
  /// Of the waiting, those that wait beyond the limit of the desk.
  package var waitingOverdue: Int64
  /// The submissions that wait for their applicant at the end of the period and were never received.
  package var waitingForApplicant: Int64

  /// Makes the value from its parts.
  package init(
    counts: MeasureCounts,
    carried: Int64,
    pending: Int64,
    waiting: Int64,
    overdue: Int64,
    waitingOverdue: Int64 = 0,
    waitingForApplicant: Int64 = 0
  ) {
    self.counts = counts
    self.carried = carried
    self.pending = pending
    self.waiting = waiting
    self.overdue = overdue
    self.waitingOverdue = waitingOverdue
    self.waitingForApplicant = waitingForApplicant
  }
}
