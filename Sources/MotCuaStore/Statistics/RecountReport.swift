/// What a recount of all figures from the dossiers and their history found.
package struct RecountReport: Sendable, Hashable {
  /// The number of figures compared.
  package var cells: Int
  /// Each figure that differs, in words; none when all agree.
  package var differences: [String]

  /// Makes the value from its parts.
  package init(
    cells: Int,
    differences: [String]
  ) {
    self.cells = cells
    self.differences = differences
  }
}
