package import MotCuaDomain

/// Sets a later due date with an apology, once by law; the state stays.
package struct ExtendDueDate: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// Why it takes longer, in words for the applicant.
  package var reason: String
  /// The later day.
  package var dueDate: CivilDate

  /// Makes the value from its parts.
  package init(target: DossierTarget, reason: String, dueDate: CivilDate) {
    self.target = target
    self.reason = reason
    self.dueDate = dueDate
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    let state = transaction.state
    return try transaction.step(
      .extendDueDate,
      on: target,
      note: reason,
      prepare: { facts, dossier in
        let agency = state.directory.agency(dossier.hoursAgency)
        let hours = DossierLimit.engine(for: agency, calendar: state.calendar).hours
        facts.reason = reason
        facts.newDue = Instant(ict: dueDate, minute: hours.closing)
      },
      change: { (dossier) throws(StoreError) in
        try transaction.checkWorkingDay(dueDate, by: target.actor)
        dossier.dueExtension = ExtensionRecord(
          count: (dossier.dueExtension?.count ?? 0) + 1,
          at: dossier.updatedAt,
          dueDate: dueDate
        )
      }
    )
  }
}
