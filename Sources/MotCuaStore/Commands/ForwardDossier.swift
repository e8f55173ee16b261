package import MotCuaDomain

/// Hands a dossier on: 2 becomes 4, or 4 stays; its code and the agency that resolves it stay.
package struct ForwardDossier: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// The agency that is to have it in hand; nil leaves it where it is.
  package var agency: AgencyCode?
  /// The division there; empty for none.
  package var division: String
  /// The officer who is to have it in hand; nil for none.
  package var officer: String?
  /// The last day of the step; nil for what the limit of the step gives, or none.
  package var stepDueDate: CivilDate?
  /// Which of the internal steps of the dossier's revision begins, from 1; 0 for none.
  package var stepNumber: Int
  /// A remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    agency: AgencyCode? = nil,
    division: String = "",
    officer: String? = nil,
    stepDueDate: CivilDate? = nil,
    stepNumber: Int = 0,
    note: String = ""
  ) {
    self.target = target
    self.agency = agency
    self.division = division
    self.officer = officer
    self.stepDueDate = stepDueDate
    self.stepNumber = stepNumber
    self.note = note
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .forward,
      on: target,
      note: note,
      prepare: { facts, _ in
        facts.hasDestination = agency != nil || !division.isEmpty || officer != nil
      },
      change: { (dossier) throws(StoreError) in
        let lastDay = try transaction.lastDay(ofStep: stepNumber, in: dossier, typed: stepDueDate)
        dossier.handling = try transaction.handling(
          of: dossier,
          agency: agency,
          division: division,
          officer: officer,
          stepDueDate: lastDay,
          by: target.actor
        )
        dossier.handling.stepNumber = stepNumber
      }
    )
  }
}
