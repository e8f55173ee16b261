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
      guard let end = dossier.finishedAt, end >= from, end <= to, !dossier.results.isEmpty
      else { continue }
      let components = data.components[dossier.id] ?? []
      figures.withResult += 1
      if dossier.results.contains(where: \.isElectronic) { figures.electronic += 1 }
      if dossier.results.contains(where: { $0.fileID != nil }),
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
}
