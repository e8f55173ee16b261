import MotCuaDomain

/// Creates or updates procedures; what says the same changes nothing.
///
/// One outcome per row. A change holds from today, or from the day of the youngest revision where
/// that is still to come; the first revision of a procedure holds since ever.
package struct ImportProcedures: StoreCommand {
  /// The procedures; of several with one code the last counts.
  package var drafts: [ProcedureDraft]

  /// Makes the value from its parts.
  package init(
    drafts: [ProcedureDraft]
  ) {
    self.drafts = drafts
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    outcomes.reserveCapacity(drafts.count)
    for draft in drafts { outcomes.append(try take(draft, in: transaction)) }
    transaction.auditSubject = "\(drafts.count) procedures"
    return outcomes
  }

  private func take(
    _ draft: ProcedureDraft,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RowOutcome {
    guard let old = transaction.state.catalogue.procedure(draft.code) else {
      _ = try transaction.revise(draft.code, to: draft.content, effectiveFrom: nil)
      return .created
    }
    if old.youngestContent == draft.content { return .unchanged }
    let day = try transaction.effectiveDay(nil, after: old)
    _ = try transaction.revise(draft.code, to: draft.content, effectiveFrom: day)
    return .updated
  }
}
