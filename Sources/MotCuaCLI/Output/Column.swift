/// What becomes of a column in a table for people.
package enum ColumnFit: Sendable {
  /// It is cut when the table is too wide.
  case flexible
  /// It is cut last: half a code or half a date is worth nothing.
  case rigid
  /// It is left out when the table is too wide.
  case needsRoom
  /// It is in CSV and in the view of one thing only, because it is long or technical.
  case hidden
}

/// Who reads a column.
package enum ColumnReader: Sendable {
  /// People and programs.
  case everyone
  /// People: programs have its parts in columns of their own.
  case people
  /// Programs: people have it in another column.
  case programs
}

/// One column of a listing: a name for programs, a title for people, and the value in a row.
package struct Column<Row>: Sendable {
  /// The name in CSV.
  package let key: String
  /// The title in a table.
  package let title: Phrase
  /// What becomes of the column in a table for people.
  package let fit: ColumnFit
  /// Who reads the column.
  package let reader: ColumnReader
  /// The value in a row.
  package let cell: @Sendable (Row) -> Cell

  /// Describes a column.
  package init(
    _ key: String,
    _ title: Phrase,
    _ fit: ColumnFit = .flexible,
    for reader: ColumnReader = .everyone,
    _ cell: @escaping @Sendable (Row) -> Cell
  ) {
    self.key = key
    self.title = title
    self.fit = fit
    self.reader = reader
    self.cell = cell
  }
}
