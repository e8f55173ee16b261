/// One column of a listing: a name for programs, a title for people, and the value in a row.
package struct Column<Row>: Sendable {
  /// The name in CSV.
  package let key: String
  /// The title in a table.
  package let title: Phrase
  /// Whether a table for people leaves it out, because it is long or technical.
  package let isForProgramsOnly: Bool
  /// The value in a row.
  package let cell: @Sendable (Row) -> Cell

  /// Describes a column.
  package init(
    _ key: String,
    _ title: Phrase,
    isForProgramsOnly: Bool = false,
    _ cell: @escaping @Sendable (Row) -> Cell
  ) {
    self.key = key
    self.title = title
    self.isForProgramsOnly = isForProgramsOnly
    self.cell = cell
  }
}
