import MotCuaDomain
import MotCuaStore

/// Whole days and agencies of which figures are asked as they are known now.
struct FigureDays: Sendable {
  var from: CivilDate
  var to: CivilDate
  /// The agencies; nil is all of them.
  var agencies: Set<AgencyCode>?
}

extension FigureStore where Self: SnapshotStore {
  /// The figures of some days.
  func summary(_ days: FigureDays) async throws -> StatisticsSummary {
    try await table(days, .whole(days.agencies)).sums(0).summary
  }

  /// The figures of some days by agency, in the order of the codes.
  func agencyFigures(_ days: FigureDays) async throws -> [AgencyFigures] {
    let codes = (days.agencies ?? Set(directory.agencies.map(\.code))).sorted()
    let table = try await table(days, .agencies(codes))
    return codes.enumerated().map { AgencyFigures(agency: $1, summary: table.sums($0).summary) }
  }

  private func table(_ days: FigureDays, _ groups: FigureGroups) async throws -> FigureTable {
    let question = FigureQuestion(
      days: [days.from.addingDays(-1), days.to],
      groups: groups,
      time: FigureTime(asOf: ReportPeriod.end(of: days.to))
    )
    return try await figures(question, on: .pool)
  }
}
