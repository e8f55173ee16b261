package import MotCuaDomain

/// Publishes, suspends or repeals a procedure by a decision, as a further revision.
package struct ChangeProcedureState: StoreCommand {
  /// The code.
  package var code: ProcedureCode
  /// What is done.
  package var action: ProcedureAction
  /// The decision.
  package var decision: DecisionRecord
  /// The day from which it holds; nil is today.
  package var effectiveFrom: CivilDate?
  /// The day on which a publication was made public.
  package var madePublicOn: CivilDate?
  /// The version that the caller saw, as the contract writes it; nil takes any.
  package var expectedEtag: String?

  /// Makes the value from its parts.
  package init(
    code: ProcedureCode,
    action: ProcedureAction,
    decision: DecisionRecord,
    effectiveFrom: CivilDate? = nil,
    madePublicOn: CivilDate? = nil,
    expectedEtag: String? = nil
  ) {
    self.code = code
    self.action = action
    self.decision = decision
    self.effectiveFrom = effectiveFrom
    self.madePublicOn = madePublicOn
    self.expectedEtag = expectedEtag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ProcedureRecord {
    let old = try transaction.procedure(code, expectedEtag: expectedEtag, for: action)
    var made = old.youngestContent
    made.state = action.target(from: made.state) ?? made.state
    made.sourceState = ""
    if action == .publish {
      let missing = ProcedureLint.missingParts(of: made)
      guard missing.isEmpty else { throw .precondition(.procedureIncomplete(missing)) }
      made.publication = decision
      made.ending = nil
      made.madePublicOn = madePublicOn ?? made.madePublicOn
    } else {
      made.ending = decision
    }
    let day = try transaction.effectiveDay(effectiveFrom, after: old)
    return try transaction.revise(code, to: made, effectiveFrom: day)
  }
}
