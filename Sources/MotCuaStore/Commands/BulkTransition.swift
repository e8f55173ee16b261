import MotCuaDomain

/// Makes many steps in one transaction; each is refused alone, and each has its own audit entry.
package struct BulkTransition: StoreCommand {
  /// The steps, one for each dossier.
  package var steps: [DossierStep]

  /// Makes the value from its parts.
  package init(steps: [DossierStep]) {
    self.steps = steps
  }

  /// Makes the change and tells for each step the dossier after it, or why it was refused.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [Result<DossierRecord, StoreError>] {
    var outcomes: [Result<DossierRecord, StoreError>] = []
    for step in steps {
      do throws(StoreError) {
        let dossier = try transaction.part { () throws(StoreError) in
          let dossier = try step.run(in: transaction)
          try transaction.audit(dossier.code, step.action.code, byServer: false)
          return dossier
        }
        outcomes.append(.success(dossier))
      } catch {
        guard error.isRefusal else { throw error }
        outcomes.append(.failure(error))
      }
    }
    transaction.auditSubject = "\(steps.count) dossiers"
    return outcomes
  }
}
