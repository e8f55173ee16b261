import MotCuaAPI

/// A rate that can be formed from the counts of any span of days.
struct PlotMeasure: Sendable {
  /// The numerator's fields.
  let numerator: [String]
  /// The denominator's field.
  let denominator: String
  /// Whether both are states at the end of the span, so that the last day tells and not the sum.
  let isBalance: Bool

  /// The rate that agencies are ranked by; nil where none is named, or a count.
  init?(_ measure: RankingMeasure) {
    switch measure {
    case .onlineOfLevel34: self.init(["received_level34_online"], "received_level34")
    case .online: self.init(["received_online"], "received")
    case .byApplicantOfOnline: self.init(["online_by_applicant"], "received_online")
    case .onTime: self.init(["resolved_early", "resolved_on_time"], "resolved")
    case .overdueOfPending: self.init(["pending_overdue"], "pending", isBalance: true)
    case .receivedByPost: self.init(["received_post"], "received")
    case .returnedByPost: self.init(["returned_post"], "returned")
    case .paidOnline: self.init(["fee_paid_online"], "fee_bearing")
    case .byOfficerOfOnline: self.init(["online_by_officer"], "received_online")
    case .onlineOfOnlineService:
      self.init(["received_online_service_online"], "received_online_service")
    case .amountPaidOnline: self.init(["fee_online_amount_vnd"], "fee_amount_vnd")
    case .assistedOfOnline: self.init(["online_assisted"], "received_online")
    default: return nil
    }
  }

  private init(_ numerator: [String], _ denominator: String, isBalance: Bool = false) {
    self.numerator = numerator
    self.denominator = denominator
    self.isBalance = isBalance
  }

  /// The rate over days that follow each other.
  func rate(_ days: [DossierCounts]) -> Rate {
    // A day that is still to come is empty, and so is one on which nothing stood: neither changes what
    // stood before it.
    let last = days.lastIndex { $0 != DossierCounts() } ?? days.endIndex - 1
    let days = isBalance ? days[...last].suffix(1) : days[...]
    return Rate(
      numerator: numerator.reduce(0) { $0 + Self.sum($1, days) },
      denominator: Self.sum(denominator, days),
      denominatorName: denominator
    )
  }

  /// One count over days.
  private static func sum(_ key: String, _ days: ArraySlice<DossierCounts>) -> Int64 {
    guard let measure = Measures.dossierCounts.first(where: { $0.key == key }) else { return 0 }
    return days.reduce(0) { $0 + measure.value($1) }
  }
}

extension Rate {
  /// Hundredths of a per cent, rounded half up; nil where it does not arise.
  var basisPoints: Int64? {
    guard denominator > 0, numerator >= 0 else { return nil }
    let points = (Int128(numerator) * 20_000 + Int128(denominator)) / (Int128(denominator) * 2)
    return Int64(clamping: points)
  }
}
