package import MotCuaDomain

/// What a procedure is to say.
package struct ProcedureDraft: Sendable, Hashable {
  /// The code.
  package var code: ProcedureCode
  /// What it says.
  package var content: ProcedureContent

  /// Makes the value from its parts.
  package init(
    code: ProcedureCode,
    content: ProcedureContent
  ) {
    self.code = code
    self.content = content
  }
}
