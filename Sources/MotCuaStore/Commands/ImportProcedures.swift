/// Creates or updates procedures; what says the same changes nothing.
///
/// One outcome per row.
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
    let old = transaction.state.catalogue.procedure(draft.code)
    if let old, old.content == draft.content { return .unchanged }
    let made = ProcedureRecord(
      code: draft.code,
      content: draft.content,
      revision: (old?.revision ?? 0) + 1,
      createdAt: old?.createdAt ?? transaction.envelope.now,
      updatedAt: transaction.envelope.now,
      etag: (old?.etag ?? 0) + 1
    )
    transaction.state.catalogue.put(made)
    try transaction.persist(made, isNewRevision: true)
    return old == nil ? .created : .updated
  }
}
