/// Makes many steps in one transaction; each is refused alone.
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
          try step.run(in: transaction)
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
