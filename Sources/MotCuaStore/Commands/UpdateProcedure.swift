package import MotCuaDomain

/// Changes some fields of a procedure, as a further revision.
package struct UpdateProcedure: StoreCommand {
  /// The code.
  package var code: ProcedureCode
  /// The values of these fields; the others are not read.
  package var content: ProcedureContent
  /// The fields.
  package var fields: Set<ProcedureField>
  /// The day from which it holds; nil is today.
  package var effectiveFrom: CivilDate?
  /// The version that the caller saw, as the contract writes it; nil takes any.
  package var expectedEtag: String?

  /// Makes the value from its parts.
  package init(
    code: ProcedureCode,
    content: ProcedureContent,
    fields: Set<ProcedureField>,
    effectiveFrom: CivilDate? = nil,
    expectedEtag: String? = nil
  ) {
    self.code = code
    self.content = content
    self.fields = fields
    self.effectiveFrom = effectiveFrom
    self.expectedEtag = expectedEtag
  }

  /// Makes the change; what says the same makes no revision.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> ProcedureRecord {
    let old = try transaction.procedure(code, expectedEtag: expectedEtag, for: .update)
    var made = old.youngestContent
    for field in fields { field.copy(from: content, to: &made) }
    if let first = made.validFrom, let last = made.validTo, last < first {
      throw .invalidField(
        name: "procedure.valid_to",
        reason: "The last day lies before the first."
      )
    }
    if made == old.youngestContent { return old }
    let day = try transaction.effectiveDay(effectiveFrom, after: old)
    return try transaction.revise(code, to: made, effectiveFrom: day)
  }
}
