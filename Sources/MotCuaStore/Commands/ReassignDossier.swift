import MotCuaDomain

/// Gives a dossier to another officer of the agency that has it in hand; its state stays.
package struct ReassignDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The officer who is to have it in hand.
  package var officer: String
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(target: DossierTarget, officer: String, note: String = "") {
    self.target = target
    self.officer = officer
    self.note = note
  }

  /// Makes the change; the division, the step and its last day stay.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .reassign,
      on: target,
      note: note,
      prepare: { facts, _ in facts.hasDestination = !officer.isEmpty },
      change: { (dossier) throws(StoreError) in
        let before = dossier.handling
        dossier.handling = try transaction.handling(
          of: dossier,
          division: before.division,
          officer: officer,
          stepDueDate: nil,
          by: target.actor
        )
        dossier.handling.stepDueDate = before.stepDueDate
        dossier.handling.stepNumber = before.stepNumber
      }
    )
  }
}
