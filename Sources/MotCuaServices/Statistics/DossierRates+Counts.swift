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
      onlineOfLevel34: counts.rate(.onlineOfLevel34),
      online: counts.rate(.online),
      byApplicantOfOnline: counts.rate(.byApplicantOfOnline),
      onTime: counts.rate(.onTime),
      overdueOfPending: counts.rate(.overdueOfPending),
      receivedByPost: counts.rate(.receivedByPost),
      returnedByPost: counts.rate(.returnedByPost),
      paidOnline: counts.rate(.paidOnline),
      amountPaidOnline: counts.rate(.amountPaidOnline),
      assistedOfOnline: counts.rate(.assistedOfOnline),
      byOfficerOfOnline: counts.rate(.byOfficerOfOnline),
      onlineOfOnlineService: counts.rate(.onlineOfOnlineService)
    )
  }
}

extension DossierCounts {
  /// The rate that agencies are ranked by; nil where none is named, or a count.
  package func rate(_ measure: RankingMeasure) -> Rate? {
    switch measure {
    case .onlineOfLevel34: Rate(receivedLevel34Online, of: receivedLevel34, "received_level34")
    case .online: Rate(receivedOnline, of: received, "received")
    case .byApplicantOfOnline: Rate(onlineByApplicant, of: receivedOnline, "received_online")
    case .onTime: Rate(resolvedEarly + resolvedOnTime, of: resolved, "resolved")
    case .overdueOfPending: Rate(pendingOverdue, of: pending, "pending")
    case .receivedByPost: Rate(receivedPost, of: received, "received")
    case .returnedByPost: Rate(returnedPost, of: returned, "returned")
    case .paidOnline: Rate(feePaidOnline, of: feeBearing, "fee_bearing")
    case .amountPaidOnline: Rate(feeOnlineAmountVnd, of: feeAmountVnd, "fee_amount_vnd")
    case .assistedOfOnline: Rate(onlineAssisted, of: receivedOnline, "received_online")
    case .byOfficerOfOnline: Rate(onlineByOfficer, of: receivedOnline, "received_online")
    case .onlineOfOnlineService:
      Rate(receivedOnlineServiceOnline, of: receivedOnlineService, "received_online_service")
    default: nil
    }
  }

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
