package import MotCuaDomain

/// Accepts a submitted dossier: 1 becomes 2.
package struct AcceptDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The due day where the limit is text.
  package var dueDate: CivilDate?
  /// The fees paid or exempt at acceptance.
  package var fees: [DossierFeeRecord]
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    dueDate: CivilDate? = nil,
    fees: [DossierFeeRecord] = [],
    note: String = ""
  ) {
    self.target = target
    self.dueDate = dueDate
    self.fees = fees
    self.note = note
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    var added: [DossierFeeRecord] = []
    let dossier = try transaction.step(
      .accept,
      on: target,
      note: note,
      prepare: { (facts, dossier) throws(StoreError) in
        facts.unpaid = try transaction.unpaid(of: dossier, with: fees, due: [.atReception])
      },
      change: { (dossier) throws(StoreError) in
        let known = dossier.fees.count
        try transaction.record(fees, in: &dossier)
        added = Array(dossier.fees[known...])
        dossier.typedDueDate = dueDate
      }
    )
    try transaction.add(added, to: dossier.id)
    return dossier
  }
}
