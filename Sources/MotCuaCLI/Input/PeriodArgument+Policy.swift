import MotCuaClient
import MotCuaDomain

extension PeriodArgument {
  /// The days that are meant; the server is asked for the policy of the province where a fortnight is
  /// counted by it.
  func days(_ client: MotCuaClient) async throws -> ReportPeriod {
    switch self {
    case .days(let days): return days
    case .fortnight(let day):
      let policy = try await client.statistics.getStatisticsPolicy(GetStatisticsPolicyRequest())
      let anchor = policy.fortnightAnchor.flatMap(\.civil) ?? ReportPeriod.firstMonday
      return .containing(day, .fortnight(anchor: anchor))
    }
  }
}

extension PeriodArgument? {
  /// The days that are meant in the contract's terms; nil where none are given.
  func period(_ client: MotCuaClient) async throws -> Period? {
    guard let argument = self else { return nil }
    return Period(try await argument.days(client))
  }
}
