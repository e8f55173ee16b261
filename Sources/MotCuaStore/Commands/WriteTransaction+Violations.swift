import MotCuaDomain

extension WriteTransaction {
  /// Puts on record what the rules about paper said of a dossier that was received.
  func record(
    _ verdict: PaperVerdict,
    of dossier: DossierRecord,
    by actor: Actor
  ) throws(StoreError) {
    switch verdict {
    case .free, .refused: break
    case .warned: try record(.paperTaken, of: dossier, by: actor)
    case .exempted(let code):
      try record(.paperExempted, of: dossier, by: actor, exemption: code)
    }
  }

  /// Puts on record what is about a dossier.
  func record(
    _ kind: ViolationKind,
    of dossier: DossierRecord,
    by actor: Actor,
    exemption: String = ""
  ) throws(StoreError) {
    let violation = ViolationRecord(
      kind: kind,
      at: dossier.updatedAt,
      agency: dossier.agency,
      officer: actor.officer,
      head: state.directory.head(of: dossier.agency),
      procedure: dossier.procedure,
      dossier: dossier.code,
      channel: dossier.channel,
      exemption: exemption
    )
    _ = try record(violation, of: dossier.id)
  }
}
