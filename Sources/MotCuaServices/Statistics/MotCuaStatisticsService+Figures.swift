import MotCuaDomain
import MotCuaStore
import RPCCore

extension MotCuaStatisticsService {
  /// The figures of some agencies, and the position of the store that they were counted at.
  struct Counted {
    var figures: [AgencyFigures]
    var knownAt: Int64

    /// Of all agencies together.
    var whole: MotCuaStore.StatisticsSummary {
      figures.reduce(into: .zero) { $0.add($1.summary) }
    }
  }

  /// The figures of some agencies over a span, in the order of their codes.
  func figures(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ context: ServerContext
  ) async throws -> Counted {
    let codes = agencies.sorted()
    let table = try await environment.store.figures(
      span.question(.agencies(codes)),
      on: ReadLane(context)
    )
    let figures = codes.enumerated().map { place, code in
      AgencyFigures(agency: code, summary: table.sums(place).summary)
    }
    return Counted(figures: figures, knownAt: table.knownAt)
  }

  /// What each procedure came to at some agencies over a span; those without any figure are left
  /// out.
  func procedureFigures(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ context: ServerContext
  ) async throws -> [ProcedureFigures] {
    let codes = environment.store.catalogue.procedures.map(\.code)
    let places = Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
    let groups = FigureGroups(count: codes.count, needsProcedure: true) { agency, procedure in
      agencies.contains(agency) ? procedure.flatMap { places[$0] } : nil
    }
    let table = try await environment.store.figures(span.question(groups), on: ReadLane(context))
    return codes.enumerated().compactMap { place, code in
      guard table.rows[place][0] != table.rows[place][1] else { return nil }
      return ProcedureFigures(procedure: code, counts: table.sums(place).summary.counts)
    }
  }
}
