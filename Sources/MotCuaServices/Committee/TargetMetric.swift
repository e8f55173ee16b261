import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// What a target can measure, by name.
enum TargetMetric: Hashable, Sendable {
  /// A rate of dossiers, of the name in `DossierRates` or in scorecards.
  case dossiers(String)
  /// A rate of procedures, of the name in `ProcedureRates`.
  case procedures(String)
  /// A figure that people report.
  case reported(IndicatorKind)

  /// The highest score of a rating.
  static let ratingMax: Int64 = 5

  /// Reads a name; nil where there is no such metric.
  init?(_ name: String) {
    if Self.dossierRates[name] != nil {
      self = .dossiers(name)
    } else if Self.procedureRates[name] != nil {
      self = .procedures(name)
    } else if let kind = Self.reportedKind(name) {
      self = .reported(kind)
    } else {
      return nil
    }
  }

  /// The rate of dossiers of this name.
  static func rate(_ name: String, _ figures: MotCuaStore.StatisticsSummary) -> MotCuaAPI.Rate? {
    dossierRates[name].flatMap { $0(figures) }
  }

  /// The rate of procedures of this name.
  static func rate(_ name: String, _ counts: ProcedureCounts) -> MotCuaAPI.Rate? {
    procedureRates[name].flatMap { $0(ProcedureRates(counts)) }
  }

  private static func reportedKind(_ name: String) -> IndicatorKind? {
    guard name.hasPrefix("reported.") else { return nil }
    let word = "INDICATOR_KIND_" + name.dropFirst("reported.".count)
    return IndicatorKind.allCases.first { $0.name == word && $0 != .unspecified }
  }

  private typealias DossierRate = @Sendable (MotCuaStore.StatisticsSummary) -> MotCuaAPI.Rate?

  private static let dossierRates: [String: DossierRate] = [
    "online_of_level34": { rates($0).onlineOfLevel34 },
    "online": { rates($0).online },
    "by_applicant_of_online": { rates($0).byApplicantOfOnline },
    "on_time": { rates($0).onTime },
    "overdue_of_pending": { rates($0).overdueOfPending },
    "received_by_post": { rates($0).receivedByPost },
    "returned_by_post": { rates($0).returnedByPost },
    "paid_online": { rates($0).paidOnline },
    "amount_paid_online": { rates($0).amountPaidOnline },
    "assisted_of_online": { rates($0).assistedOfOnline },
    "by_officer_of_online": { rates($0).byOfficerOfOnline },
    "online_of_online_service": { rates($0).onlineOfOnlineService },
    "resolved_online": { figures in
      Rate(
        figures.counts.resolved(channel: .online),
        of: figures.counts.resolved(),
        "resolved"
      )
    },
    "supplement": { figures in
      Rate(
        figures.counts.total(.supplementRequested),
        of: figures.counts.total(.received),
        "received"
      )
    },
    "satisfaction": { figures in
      Rate(
        figures.counts.total(.ratingSum),
        of: figures.counts.total(.rated) * ratingMax,
        "rating_max"
      )
    },
  ]

  private static let procedureRates: [String: @Sendable (ProcedureRates) -> MotCuaAPI.Rate?] = [
    "level34": { $0.level34 },
    "level3": { $0.level3 },
    "level4": { $0.level4 },
    "level4_of_level34": { $0.level4OfLevel34 },
    "integrated_of_level34": { $0.integratedOfLevel34 },
  ]

  private static func rates(_ figures: MotCuaStore.StatisticsSummary) -> DossierRates {
    DossierRates(DossierCounts(figures))
  }
}
