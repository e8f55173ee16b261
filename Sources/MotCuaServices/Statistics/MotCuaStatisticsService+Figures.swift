import MotCuaDomain
import MotCuaStore
import RPCCore

extension MotCuaStatisticsService {
  /// The figures of some agencies, and the position of the store that they were counted at.
  struct Counted {
    var figures: [AgencyFigures]
    var knownAt: Int64
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
}

extension StatisticsSpan {
  /// The days to ask procedures for: up to the day of `asOf`, behind which only what is foreseen
  /// lies; a period that has not begun keeps its first day.
  func query(_ agencies: Set<AgencyCode>) -> StatisticsQuery {
    StatisticsQuery(
      from: period.from,
      to: max(period.from, min(period.to, day)),
      agencies: agencies
    )
  }
}
