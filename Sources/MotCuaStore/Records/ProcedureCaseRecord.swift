/// A case (trường hợp) of a procedure.
package struct ProcedureCaseRecord: Sendable, Hashable {
  /// The code, such as `1.001193.02`.
  package var code: String
  /// The name.
  package var name: String
  /// Its own time limit.
  package var limit: StatedLimit?

  /// Makes the value from its parts.
  package init(
    code: String,
    name: String = "",
    limit: StatedLimit? = nil
  ) {
    self.code = code
    self.name = name
    self.limit = limit
  }
}
