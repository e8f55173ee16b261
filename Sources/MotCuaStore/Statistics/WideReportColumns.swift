import MotCuaDomain

/// What form 07a tells beside the columns of II.06a.
///
/// Unit: dossiers. Of those received in the period (columns 4 and 5): by which way, at which extent,
/// where, with which fee paid. Of those returned in the period: by which way. Of columns 10 and 13:
/// with or without an apology.
package struct WideReportColumns: Sendable, Hashable {
  /// Received at the desk; with `receivedByPost` column 5.
  package var receivedDirect: Int64 = 0
  /// Received by post.
  package var receivedByPost: Int64 = 0
  /// Of the received in the period, those of a service that was full at submission.
  package var receivedFull: Int64 = 0
  /// Of the received in the period, those of a service that was partial at submission.
  package var receivedPartial: Int64 = 0
  /// Of the received in the period, those taken outside the territory of the agency.
  package var receivedElsewhere: Int64 = 0
  /// Of the received in the period, those with a fee paid.
  package var feePaid: Int64 = 0
  /// Of these, those with a fee paid online.
  package var feePaidOnline: Int64 = 0
  /// Handed over in the period.
  package var returned: Int64 = 0
  /// Of these, those that went by post.
  package var returnedByPost: Int64 = 0
  /// Of these, those that went out online.
  package var returnedOnline: Int64 = 0
  /// Of the resolved late and the pending overdue, those extended with an apology.
  package var overdueExtended: Int64 = 0

  /// Zeros.
  package init() {}

  /// Of the received in the period, those with a fee paid in no other way than at the desk, in cash or
  /// by transfer.
  package var feePaidDirect: Int64 { feePaid - feePaidOnline }
  /// Of the returned, those handed over at the desk.
  package var returnedDirect: Int64 { returned - returnedByPost - returnedOnline }

  mutating func combine(_ other: WideReportColumns, _ sign: Int64) {
    receivedDirect += sign * other.receivedDirect
    receivedByPost += sign * other.receivedByPost
    receivedFull += sign * other.receivedFull
    receivedPartial += sign * other.receivedPartial
    receivedElsewhere += sign * other.receivedElsewhere
    feePaid += sign * other.feePaid
    feePaidOnline += sign * other.feePaidOnline
    returned += sign * other.returned
    returnedByPost += sign * other.returnedByPost
    returnedOnline += sign * other.returnedOnline
    overdueExtended += sign * other.overdueExtended
  }

  /// The columns of dossiers of which none was taken up again or handed over in the period; without
  /// those of what was returned.
  init(_ sums: FigureSums) {
    countReceived(sums)
    overdueExtended =
      sums.flow(.resolvedLateExtended) + sums.through.total(.overdueExtended)
  }

  /// The columns of what was received in the period.
  mutating func countReceived(_ sums: FigureSums) {
    receivedDirect = sums.flow(.received, .direct)
    receivedByPost = sums.flow(.received, .post)
    receivedFull = sums.flow(.receivedFull)
    receivedPartial = sums.flow(.receivedPartial)
    receivedElsewhere = sums.flow(.receivedElsewhere)
    feePaid = sums.flow(.feeBearing)
    feePaidOnline = sums.flow(.feePaidOnline)
  }

  /// The columns of what was returned in the period.
  mutating func countReturned(_ sums: FigureSums) {
    returned = sums.flow(.returned)
    returnedByPost = sums.flow(.returnedByPost)
    returnedOnline = sums.flow(.returnedOnline)
  }
}

extension FigureSums {
  /// What happened in the period.
  func flow(_ measure: Measure, _ channel: Channel? = nil) -> Int64 {
    through.total(measure, channel: channel) - before.total(measure, channel: channel)
  }
}
