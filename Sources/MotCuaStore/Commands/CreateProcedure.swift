package import MotCuaDomain

/// Creates a procedure as a draft.
package struct CreateProcedure: StoreCommand {
  /// The code.
  package var code: ProcedureCode
  /// What it says; its state is made DRAFT.
  package var content: ProcedureContent

  /// Makes the value from its parts.
  package init(code: ProcedureCode, content: ProcedureContent) {
    self.code = code
    self.content = content
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ProcedureRecord {
    guard transaction.state.catalogue.procedure(code) == nil else {
      throw .alreadyExists(.procedure(code.text))
    }
    var draft = content
    draft.state = .draft
    draft.sourceState = ""
    draft.ending = nil
    transaction.auditSubject = code.text
    let today = transaction.envelope.now.ictDate
    return try transaction.revise(code, to: draft, effectiveFrom: today)
  }
}
