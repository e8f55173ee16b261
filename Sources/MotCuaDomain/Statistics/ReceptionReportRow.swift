/// One row of form II.06a of Circular 01/2020/TT-VPCP: what came in, what was resolved, what is
/// open.
///
/// Columns 3, 7 and 11 are sums of the stored ones, and 3 = 7 + 11 holds because both sides count
/// the dossiers received by the end and not ended before the beginning.
package struct ReceptionReportRow: Hashable, Sendable {
  /// Column 4: received in the period, online.
  package private(set) var receivedOnline = 0
  /// Column 5: received in the period, at the desk and by post.
  package private(set) var receivedOtherwise = 0
  /// Column 6: carried over from before.
  package private(set) var carried = 0
  /// Column 8: resolved early.
  package private(set) var resolvedEarly = 0
  /// Column 9: resolved on time.
  package private(set) var resolvedOnTime = 0
  /// Column 10: resolved late.
  package private(set) var resolvedLate = 0
  /// Column 12: open, in time.
  package private(set) var pendingInTime = 0
  /// Column 13: open, overdue.
  package private(set) var pendingOverdue = 0

  /// Creates a row of zeros.
  package init() {}

  /// Column 3: all that was to be handled.
  package var received: Int { receivedOnline + receivedOtherwise + carried }
  /// Column 7: resolved.
  package var resolved: Int { resolvedEarly + resolvedOnTime + resolvedLate }
  /// Column 11: open.
  package var pending: Int { pendingInTime + pendingOverdue }
  /// Whether 3 = 7 + 11.
  package var isBalanced: Bool { received == resolved + pending }

  /// Counts a dossier as it was known at the end of the period.
  package mutating func count(_ span: DossierSpan, in period: ReportPeriod) {
    if span.isCarried(into: period) {
      carried += 1
    } else if span.isReceived(in: period) {
      if span.channel == .online { receivedOnline += 1 } else { receivedOtherwise += 1 }
    }
    if span.isResolved(in: period), let end = span.ended {
      count(Timeliness(end: end, due: span.due, lateFrom: span.lateFrom))
    } else if span.isPending(at: period.end) {
      count(
        PendingTimeliness(
          at: period.end,
          lateFrom: span.lateFrom,
          clockStoppedAt: span.clockStopped
        )
      )
    }
  }

  private mutating func count(_ timeliness: Timeliness) {
    switch timeliness {
    case .early: resolvedEarly += 1
    case .onTime: resolvedOnTime += 1
    case .late: resolvedLate += 1
    }
  }

  private mutating func count(_ timeliness: PendingTimeliness) {
    switch timeliness {
    case .inTime: pendingInTime += 1
    case .overdue: pendingOverdue += 1
    }
  }
}
