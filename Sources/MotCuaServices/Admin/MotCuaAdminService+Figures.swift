package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAdminService {
  private static let differencesMax = 1000

  /// Counts all figures again and tells how far it is; a caller that goes away ends it.
  package func verifyFigures(
    _ request: VerifyFiguresRequest,
    responses: ResponseWriter<VerifyFiguresResponse>,
    context: ServerContext
  ) async throws {
    let store = environment.store
    // Who reads slowly misses steps of the way, and the recount does not wait for him.
    let (steps, teller) = AsyncStream.makeStream(
      of: RecountProgress.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    defer { teller.finish() }
    async let counted = Self.recount(store, teller)
    for await step in steps {
      try await responses.write(VerifyFiguresResponse(passed: step.passed, total: step.total))
    }
    let report = try await counted
    try await responses.write(
      VerifyFiguresResponse(
        passed: report.dossiers,
        total: report.dossiers,
        done: true,
        commitPosition: report.position,
        figures: Int64(report.cells),
        differing: Int64(report.differences.count),
        differences: report.differences.prefix(Self.differencesMax).map { FigureDifference($0) },
        differingInMemory: Int64(report.differences.count { $0.place != .stored })
      )
    )
  }

  private static func recount(
    _ store: any Store,
    _ teller: AsyncStream<RecountProgress>.Continuation
  ) async throws -> RecountReport {
    defer { teller.finish() }
    return try await store.recount { progress in
      if case .terminated = teller.yield(progress) { false } else { true }
    }
  }
}

extension FigureDifference {
  /// A difference on the wire.
  init(_ difference: RecountReport.Difference) {
    self.init(
      day: difference.day.date,
      agencyCode: difference.agency?.text ?? "",
      procedureCode: difference.procedure?.text ?? "",
      measure: difference.key.measure.code,
      channel: MotCuaAPI.Channel(difference.key.channel),
      serviceLevel: MotCuaAPI.ServiceLevel(difference.key.level),
      stored: difference.held,
      counted: difference.counted,
      place: FigurePlace(difference.place)
    )
  }
}

extension FigurePlace {
  fileprivate init(_ place: RecountReport.Place) {
    switch place {
    case .stored: self = .stored
    case .procedures: self = .memoryProcedures
    case .agencies: self = .memoryAgencies
    case .province: self = .memoryProvince
    }
  }
}
