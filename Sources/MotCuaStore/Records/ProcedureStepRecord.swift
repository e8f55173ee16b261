/// One step as the citizen takes it.
package struct ProcedureStepRecord: Sendable, Hashable {
  /// The name.
  package var name: String
  /// What is done.
  package var text: String

  /// Makes the value from its parts.
  package init(
    name: String = "",
    text: String
  ) {
    self.name = name
    self.text = text
  }
}
