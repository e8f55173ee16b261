package import MotCuaDomain

/// Receives a dossier at the desk or by post: nothing becomes 2.
package struct ReceiveDossier: StoreCommand {
  /// What comes in.
  package var filing: DossierFiling
  /// Direct or post.
  package var channel: Channel
  /// The due day where the limit is text.
  package var dueDate: CivilDate?
  /// A remark.
  package var note: String
  /// Who acts.
  package var actor: Actor

  /// Makes the value from its parts.
  package init(
    filing: DossierFiling,
    channel: Channel,
    dueDate: CivilDate? = nil,
    note: String = "",
    actor: Actor
  ) {
    self.filing = filing
    self.channel = channel
    self.dueDate = dueDate
    self.note = note
    self.actor = actor
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.birth(
      .receiveAtDesk,
      filing,
      channel: channel,
      by: actor,
      dueDate: dueDate,
      note: note
    )
  }
}
