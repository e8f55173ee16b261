/// What a recount of all figures from the dossiers and their history found.
package struct RecountReport: Sendable, Hashable {
  /// One figure that is stored otherwise than the histories count it.
  package struct Difference: Sendable, Hashable {
    /// Where it counts.
    package var cell: RollupCell
    /// What is stored.
    package var stored: Int64
    /// What the histories count.
    package var counted: Int64

    /// Makes the value from its parts.
    package init(cell: RollupCell, stored: Int64, counted: Int64) {
      self.cell = cell
      self.stored = stored
      self.counted = counted
    }
  }

  /// The commit position of what was compared.
  package var position: Int64
  /// The number of dossiers whose histories were counted.
  package var dossiers: Int64
  /// The number of figures compared.
  package var cells: Int
  /// Each figure that differs, by day, agency and procedure; none when all agree.
  package var differences: [Difference]

  /// Makes the value from its parts.
  package init(position: Int64, dossiers: Int64, cells: Int, differences: [Difference]) {
    self.position = position
    self.dossiers = dossiers
    self.cells = cells
    self.differences = differences
  }
}

/// How far a recount is.
package struct RecountProgress: Sendable, Hashable {
  /// The dossiers counted so far.
  package var passed: Int64
  /// The dossiers of the province.
  package var total: Int64

  /// Makes the value from its parts.
  package init(passed: Int64, total: Int64) {
    self.passed = passed
    self.total = total
  }
}
