package import MotCuaDomain

/// Receives a dossier at the desk or by post: nothing becomes 2.
package struct ReceiveDossier: StoreCommand {
  /// What comes in.
  package var filing: DossierFiling
  /// Direct or post.
  package var channel: Channel
  /// The due day where the limit is text.
  package var dueDate: CivilDate?
  /// The exemption from the rule about paper; empty for none.
  package var paperExemption: String
  /// A remark.
  package var note: String
  /// Who acts.
  package var actor: Actor

  /// Makes the value from its parts.
  package init(
    filing: DossierFiling,
    channel: Channel,
    dueDate: CivilDate? = nil,
    paperExemption: String = "",
    note: String = "",
    actor: Actor
  ) {
    self.filing = filing
    self.channel = channel
    self.dueDate = dueDate
    self.paperExemption = paperExemption
    self.note = note
    self.actor = actor
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    let verdict = try verdict(in: transaction)
    let dossier = try transaction.birth(
      .receiveAtDesk,
      filing,
      channel: channel,
      by: actor,
      dueDate: dueDate,
      note: note,
      paper: verdict
    )
    if let kind = verdict.kind { try transaction.record(kind, of: dossier, by: actor) }
    return dossier
  }

  /// What another system took on paper is not judged here afterwards.
  private func verdict(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> PaperVerdict {
    guard !actor.isHistory else { return .free }
    return try transaction.state.paperVerdict(
      of: filing.procedure,
      at: filing.agency,
      on: (filing.at ?? transaction.envelope.now).ictDate,
      exemption: paperExemption
    )
  }

  /// An attempt that the rule about paper refused is on record.
  package func recordRefusal(
    _ error: StoreError,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Bool {
    guard case .refused(.paperRefused) = error else { return false }
    let directory = transaction.state.directory
    let agency = directory.agency(filing.agency)?.code ?? filing.agency
    let attempt = ViolationRecord(
      kind: .paperRefused,
      at: transaction.envelope.now,
      agency: agency,
      officer: actor.officer,
      head: directory.head(of: agency),
      procedure: filing.procedure,
      channel: channel
    )
    transaction.auditSubject = "PAPER_REFUSED \(filing.procedure.text) \(agency.text)"
    return try transaction.record(attempt, of: nil)
  }
}
