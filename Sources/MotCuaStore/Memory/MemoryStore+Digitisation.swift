package import MotCuaDomain

extension MemoryStore: DigitisationStore {
  /// The figures of the dossiers of some agencies that ended from one instant to another.
  package func digitisation(
    agencies: Set<AgencyCode>,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> DigitisationFigures {
    let data = snapshot()
    var figures = DigitisationFigures()
    for dossier in data.dossiers where agencies.contains(dossier.agency) {
      guard let end = dossier.finishedAt, end >= from, end <= to else { continue }
      let components = data.components[dossier.id] ?? []
      let results = dossier.results.filter { $0.revocation.map { $0.at > to } ?? true }
      figures.ended += 1
      figures.milliseconds += dossier.receivedAt.map { end.milliseconds - $0.milliseconds } ?? 0
      if !results.isEmpty { figures.withResult += 1 }
      if results.contains(where: \.isElectronic) { figures.electronic += 1 }
      if results.contains(where: { $0.fileID != nil }),
        components.contains(where: { $0.fileID != nil })
      {
        figures.digitised += 1
      }
      if components.contains(where: { $0.source == .storeLink || $0.source == .database }) {
        figures.reusing += 1
      }
    }
    return figures
  }

  /// The histories of the dossiers that were rated with a score or a lower one within a span.
  package func rated(
    upTo score: Int,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> [[FigureEvent]] {
    let found = snapshot().dossiers.filter { dossier in
      dossier.rating.map { $0.score <= score && $0.at >= from && $0.at <= to } ?? false
    }
    return try await lives(of: Set(found.map(\.id)), on: .pool)
  }
}
