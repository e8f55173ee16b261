import MotCuaDomain
import MotCuaStore
import RPCCore

extension MotCuaStatisticsService {
  /// The figures of some agencies, and the position of the store that they were counted at.
  struct Counted {
    var figures: [AgencyFigures]
    var knownAt: Int64
  }

  /// Counts so often until nothing was committed meanwhile, at most a few times: under a constant
  /// stream of changes the position is that before the last count.
  private static let attemptsMax = 4

  /// The figures of some agencies over a span, what is late at this moment put right.
  func figures(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ context: ServerContext
  ) async throws -> Counted {
    let store = environment.store
    var knownAt = store.lastSequence
    for _ in 1..<Self.attemptsMax {
      var figures = store.agencyFigures(span.query(agencies))
      if span.isPresent { try await correctOverdue(in: &figures, span, agencies, context) }
      let after = store.lastSequence
      if after == knownAt { return Counted(figures: figures, knownAt: knownAt) }
      knownAt = after
    }
    var figures = store.agencyFigures(span.query(agencies))
    if span.isPresent { try await correctOverdue(in: &figures, span, agencies, context) }
    return Counted(figures: figures, knownAt: knownAt)
  }

  /// Puts right what is late now: the cube tells it for ends of days only.
  ///
  /// What is late by the end of today includes all that is late now, for each agency; so where the
  /// totals agree, all agencies do. They differ only where a limit in hours ends later today.
  private func correctOverdue(
    in figures: inout [AgencyFigures],
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ context: ServerContext
  ) async throws {
    let lane = ReadLane(context)
    let store = environment.store
    let present = try await store.presentFigures(agencies: agencies, at: span.asOf, on: lane)
    let total = figures.reduce(0) { $0 + $1.summary.overdue }
    guard total != present.overdue else { return }
    for index in figures.indices where figures[index].summary.overdue != 0 {
      let one = try await store.presentFigures(
        agencies: [figures[index].agency],
        at: span.asOf,
        on: lane
      )
      figures[index].summary.overdue = one.overdue
    }
  }
}
