package import MotCuaDomain

extension MemoryStore: OfficerWorkStore {
  /// What an officer's steps from one instant to another come to.
  package func officerWork(
    _ officer: String,
    from: Instant,
    to: Instant,
    in scope: RowScope
  ) async throws(StoreError) -> (work: OfficerWork, knownAt: Int64) {
    let data = snapshot()
    var work = OfficerWork()
    for event in data.events
    where event.officer == officer && event.at >= from && event.at <= to {
      guard let dossier = data.dossier(event.code, in: scope) else { continue }
      work.take(
        OfficerWork.Step(
          code: event.code,
          action: event.action,
          from: event.from,
          to: event.to,
          at: event.at,
          lateFrom: event.lateFrom,
          channel: dossier.channel,
          level: dossier.level,
          kind: dossier.submissionKind,
          rating: dossier.rating.flatMap { $0.at <= to ? $0.score : nil }
        )
      )
    }
    return (work, data.state.lastSequence)
  }
}
