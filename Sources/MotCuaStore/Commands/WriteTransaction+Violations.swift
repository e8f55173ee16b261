import MotCuaDomain

extension WriteTransaction {
  /// Puts on record what is about a dossier.
  func record(
    _ kind: ViolationKind,
    of dossier: DossierRecord,
    by actor: Actor
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
      exemption: kind == .paperExempted ? dossier.paperExemption : ""
    )
    _ = try record(violation, of: dossier.id)
  }
}
