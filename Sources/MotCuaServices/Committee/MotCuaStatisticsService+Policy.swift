package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension SetStatisticsPolicyRequest: MutationRequest {}

extension MotCuaStatisticsService {
  private static let policyCode = "STATISTICS"

  /// Returns what the province decides about its statistics.
  package func getStatisticsPolicy(
    _ request: GetStatisticsPolicyRequest,
    context: ServerContext
  ) async throws -> StatisticsPolicy {
    try await statisticsPolicy(context)
  }

  /// Sets what the province decides about its statistics.
  package func setStatisticsPolicy(
    _ request: SetStatisticsPolicyRequest,
    context: ServerContext
  ) async throws -> StatisticsPolicy {
    guard context.principal.scope(in: environment.store.directory) == .all else {
      throw RPCError(reason: .outOfScope)
    }
    let anchor = try FieldReader.read { reader in
      let day = reader.date(request.policy?.fortnightAnchor, "policy.fortnight_anchor")
      if let day, day.weekday != .monday {
        reader.refuse("policy.fortnight_anchor", "It must be a Monday.")
      }
      return day
    }
    let kept = StatisticsPolicy(fortnightAnchor: anchor.date)
    let entry = CommitteeEntry(
      paper: .policy,
      code: Self.policyCode,
      day: anchor,
      content: try ServerCoding.encode(kept)
    )
    return try await environment.mutator.perform(
      RecordCommitteeEntry(entry: entry, etag: Etag.expected(request.etag)),
      for: request,
      context: context
    ) { (try? StatisticsPolicy($0)) ?? StatisticsPolicy() }
  }

  /// The policy as it is now; the default while the province has decided nothing.
  func statisticsPolicy(_ context: ServerContext) async throws -> StatisticsPolicy {
    let entry = try await environment.store.committeeEntry(
      .policy,
      Self.policyCode,
      on: ReadLane(context)
    )
    guard let entry else {
      return StatisticsPolicy(
        fortnightAnchor: ReportPeriod.firstMonday.date,
        etag: Etag.text(0)
      )
    }
    return try StatisticsPolicy(entry)
  }
}

extension StatisticsPolicy {
  /// The policy of an entry.
  fileprivate init(_ entry: CommitteeEntry) throws {
    self = try entry.message(StatisticsPolicy.self)
    etag = Etag.text(entry.revision)
    updateTime = entry.recordedAt.timestamp
  }
}
