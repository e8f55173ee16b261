package import MotCuaDomain

extension MemoryStore: FigureStore, RepeatedSupplementStore {
  /// The sums of whole days as known now.
  package func cubeSums(
    _ question: FigureQuestion
  ) -> (rows: [[MeasureCounts]], position: CubePosition) {
    cube.sums(question)
  }

  /// All steps: a fake has no need to choose.
  package func excess(
    _ excess: FigureExcess,
    on lane: ReadLane
  ) async throws(StoreError) -> [FigureEvent] {
    snapshot().figureEvents
  }

  /// The whole histories of the dossiers that were taken up again or handed over within a span.
  package func countedTwice(
    from: Instant,
    through: Instant,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]] {
    lives.filter { life in
      life.contains { step in
        step.at >= from && step.at <= through
          && step.deltas.contains { [.reopened, .transferredIn].contains($0.key.measure) }
      }
    }
  }

  /// All dossiers: a fake has no need to choose.
  package func candidates(
    _ query: FigureDossierQuery
  ) async throws(StoreError) -> Set<Int64> {
    Set(snapshot().figureEvents.map(\.dossier))
  }

  /// Adds up the histories of some dossiers.
  package func lives<Sum: Sendable>(
    of ids: Set<Int64>,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, [FigureEvent]) -> Void
  ) async throws -> Sum {
    try await lives(of: ids, on: .pool).reduce(into: sum, add)
  }

  /// The histories of some dossiers.
  package func lives(
    of ids: Set<Int64>,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]] {
    lives.filter { life in life.first.map { ids.contains($0.dossier) } ?? false }
  }

  private var lives: [[FigureEvent]] {
    Array(Dictionary(grouping: snapshot().figureEvents, by: \.dossier).values)
  }

  /// The whole histories of the dossiers for which a supplement was requested more than once.
  package func repeatedSupplements(
    since instant: Instant
  ) async throws(StoreError) -> [[FigureEvent]] {
    let often = snapshot().dossiers.filter { dossier in
      dossier.supplementCount > 1
        && (dossier.finishedAt == nil || dossier.updatedAt >= instant)
    }
    let ids = Set(often.map(\.id))
    return lives.filter { $0.first.map { ids.contains($0.dossier) } ?? false }
      .sorted { $0.first?.dossier ?? 0 < $1.first?.dossier ?? 0 }
  }

  /// Dossiers by their numbers.
  package func dossiers(
    numbered ids: [Int64],
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierRecord] {
    let data = snapshot()
    return ids.compactMap { id in
      data.dossiers.indices.contains(Int(id) - 1) ? data.dossiers[Int(id) - 1] : nil
    }
  }

  /// The steps up to a position: a fake has no need to choose.
  package func steps<Sum: Sendable>(
    from: Instant,
    at time: FigureTime,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, FigureEvent) -> Void
  ) async throws -> Sum {
    snapshot().figureEvents.filter { $0.sequence <= time.knownAt ?? .max }
      .reduce(into: sum, add)
  }
}
