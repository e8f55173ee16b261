import MotCuaDomain

/// One row of the forms of Circular 01/2020/TT-VPCP and of their successor, with what stands beside.
///
/// Unit: dossiers. Columns 3, 7 and 11 are sums, so 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13;
/// 3 = 7 + 11 holds because both count what was received by the end and not ended before the
/// beginning.
package struct ReportRow: Sendable, Hashable {
  /// Column 4: received in the period, online.
  package var receivedOnline: Int64 = 0
  /// Column 5: received in the period, at the desk and by post.
  package var receivedOtherwise: Int64 = 0
  /// Column 6: carried over from before.
  package var carried: Int64 = 0
  /// Column 8: resolved early.
  package var resolvedEarly: Int64 = 0
  /// Column 9: resolved on time.
  package var resolvedOnTime: Int64 = 0
  /// Column 10: resolved late.
  package var resolvedLate: Int64 = 0
  /// Column 12: pending in time.
  package var pendingInTime: Int64 = 0
  /// Column 13: pending and overdue.
  package var pendingOverdue: Int64 = 0
  /// Of the carried, those that had ended before the period and were taken up again in it.
  package var reopened: Int64 = 0
  /// Of the carried, those that another agency had at the end of the period before.
  package var transferredIn: Int64 = 0
  /// Pending here at the end of the period before, and counted by another agency in this one.
  package var transferredOut: Int64 = 0
  /// Of the resolved, those withdrawn after reception.
  package var withdrawn: Int64 = 0
  /// Of these, those that were late.
  package var withdrawnLate: Int64 = 0
  /// Of the resolved, those stopped after reception.
  package var stopped: Int64 = 0
  /// Of these, those that were late.
  package var stoppedLate: Int64 = 0
  /// Refused in the period, before any reception.
  package var refused: Int64 = 0
  /// Withdrawn in the period before reception.
  package var withdrawnBefore: Int64 = 0
  /// Waiting for the answer of the desk at the end, within its limit.
  package var waitingInTime: Int64 = 0
  /// Waiting for the answer of the desk at the end, beyond its limit.
  package var waitingOverdue: Int64 = 0
  /// The wider columns of form 07a.
  package var wide = WideReportColumns()

  /// A row of zeros.
  package init() {}

  /// Column 3: all that was to be handled.
  package var received: Int64 { receivedOnline + receivedOtherwise + carried }
  /// Column 7: resolved.
  package var resolved: Int64 { resolvedEarly + resolvedOnTime + resolvedLate }
  /// Column 11: pending.
  package var pending: Int64 { pendingInTime + pendingOverdue }

  /// Adds another row.
  package mutating func add(_ other: ReportRow) { combine(other, 1) }

  /// Takes another row away.
  package mutating func subtract(_ other: ReportRow) { combine(other, -1) }

  private mutating func combine(_ other: ReportRow, _ sign: Int64) {
    receivedOnline += sign * other.receivedOnline
    receivedOtherwise += sign * other.receivedOtherwise
    carried += sign * other.carried
    resolvedEarly += sign * other.resolvedEarly
    resolvedOnTime += sign * other.resolvedOnTime
    resolvedLate += sign * other.resolvedLate
    pendingInTime += sign * other.pendingInTime
    pendingOverdue += sign * other.pendingOverdue
    reopened += sign * other.reopened
    transferredIn += sign * other.transferredIn
    transferredOut += sign * other.transferredOut
    withdrawn += sign * other.withdrawn
    withdrawnLate += sign * other.withdrawnLate
    stopped += sign * other.stopped
    stoppedLate += sign * other.stoppedLate
    refused += sign * other.refused
    withdrawnBefore += sign * other.withdrawnBefore
    waitingInTime += sign * other.waitingInTime
    waitingOverdue += sign * other.waitingOverdue
    wide.combine(other.wide, sign)
  }

  /// The row of dossiers of which none was taken up again or handed over in the period.
  package init(_ sums: FigureSums) {
    receivedOnline = sums.flow(.received, .online)
    receivedOtherwise = sums.flow(.received) - receivedOnline
    carried = sums.before.pending
    resolvedEarly = sums.flow(.resolvedEarly)
    resolvedOnTime = sums.flow(.resolvedOnTime)
    resolvedLate = sums.flow(.resolvedLate)
    pendingOverdue = sums.through.total(.overdue)
    pendingInTime = sums.through.pending - pendingOverdue
    withdrawn = sums.flow(.withdrawnAfter)
    withdrawnLate = sums.flow(.withdrawnLate)
    stopped = sums.flow(.stopped)
    stoppedLate = sums.flow(.stoppedLate)
    wide = WideReportColumns(sums)
    countApart(sums)
  }

  /// What stands with the agency where it happened: what never was received, for its balance moves
  /// with it, and what was handed over, for that happens once.
  mutating func countApart(_ sums: FigureSums) {
    wide.countReturned(sums)
    refused = sums.flow(.refused)
    withdrawnBefore = sums.flow(.withdrawnBefore)
    waitingOverdue = sums.through.total(.waitingOverdue)
    waitingInTime = sums.through.total(.waiting) - waitingOverdue
  }
}
