package import MotCuaAPI

extension Rate {
  /// A part of a whole, named by the field that counts the whole.
  init(_ numerator: Int64, of denominator: Int64, _ name: String) {
    self.init(numerator: numerator, denominator: denominator, denominatorName: name)
  }
}

extension DossierRates {
  /// The rates of some counts.
  package init(_ counts: DossierCounts) {
    self.init(
      onlineOfLevel34: Rate(
        counts.receivedLevel34Online,
        of: counts.receivedLevel34,
        "received_level34"
      ),
      online: Rate(counts.receivedOnline, of: counts.received, "received"),
      byApplicantOfOnline: Rate(
        counts.onlineByApplicant,
        of: counts.receivedOnline,
        "received_online"
      ),
      onTime: Rate(
        counts.resolvedEarly + counts.resolvedOnTime,
        of: counts.resolved,
        "resolved"
      ),
      overdueOfPending: Rate(counts.pendingOverdue, of: counts.pending, "pending"),
      receivedByPost: Rate(counts.receivedPost, of: counts.received, "received"),
      returnedByPost: Rate(counts.returnedPost, of: counts.returned, "returned"),
      paidOnline: Rate(counts.feePaidOnline, of: counts.feeBearing, "fee_bearing"),
      amountPaidOnline: Rate(
        counts.feeOnlineAmountVnd,
        of: counts.feeAmountVnd,
        "fee_amount_vnd"
      ),
      assistedOfOnline: Rate(
        counts.onlineAssisted,
        of: counts.receivedOnline,
        "received_online"
      ),
      byOfficerOfOnline: Rate(
        counts.onlineByOfficer,
        of: counts.receivedOnline,
        "received_online"
      ),
      onlineOfOnlineService: Rate(
        counts.receivedOnlineServiceOnline,
        of: counts.receivedOnlineService,
        "received_online_service"
      )
    )
  }

  /// The rate that agencies are ranked by; nil where none is named, or a count.
  package func rate(_ measure: RankingMeasure) -> Rate? {
    switch measure {
    case .onlineOfLevel34: onlineOfLevel34
    case .online: online
    case .byApplicantOfOnline: byApplicantOfOnline
    case .onTime: onTime
    case .overdueOfPending: overdueOfPending
    case .receivedByPost: receivedByPost
    case .returnedByPost: returnedByPost
    case .paidOnline: paidOnline
    case .assistedOfOnline: assistedOfOnline
    case .byOfficerOfOnline: byOfficerOfOnline
    case .onlineOfOnlineService: onlineOfOnlineService
    case .amountPaidOnline: amountPaidOnline
    default: nil
    }
  }
}

extension DossierCounts {
  /// The count that agencies are ranked by; nil where none is named, or a rate.
  package func count(_ measure: RankingMeasure) -> Int64? {
    switch measure {
    case .submitted: submitted
    case .received: received
    case .receivedOnline: receivedOnline
    case .resolved: resolved
    case .resolvedLate: resolvedLate
    case .pending: pending
    case .pendingOverdue: pendingOverdue
    case .waiting: waiting
    case .waitingOverdue: waitingOverdue
    case .refused: refused
    case .supplementRequested: supplementRequested
    case .acceptanceOverdue: acceptanceOverdue
    case .reopened: reopened
    case .returned: returned
    default: nil
    }
  }
}
