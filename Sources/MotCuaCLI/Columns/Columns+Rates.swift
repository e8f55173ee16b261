import MotCuaAPI

extension Columns {
  /// A rate: for people one cell with its numbers, its per cent and what it divides by, for programs two
  /// numbers and a name, never a quotient.
  static func rate<Row>(
    _ key: String,
    _ title: Phrase,
    fit: ColumnFit = .rigid,
    _ value: @escaping @Sendable (Row) -> Rate?
  ) -> [Column<Row>] {
    let shown = Column<Row>(key, title, fit, for: .people) { row in
      value(row).cell { RateText.cell($0, isWhole: false) }
    }
    return [shown] + rateParts(key, title, value)
  }

  /// What a rate is made of, for programs: a spreadsheet would read `11/12` as a date.
  static func rateParts<Row>(
    _ key: String,
    _ title: Phrase,
    _ value: @escaping @Sendable (Row) -> Rate?
  ) -> [Column<Row>] {
    func part(_ end: String, _ cell: @escaping @Sendable (Rate) -> Cell) -> Column<Row> {
      Column("\(key)_\(end)", title, for: .programs) { row in value(row).cell(cell) }
    }
    return [
      part("numerator") { .number($0.numerator) },
      part("denominator") { .number($0.denominator) },
      part("denominator_name") { .text($0.denominatorName) },
    ]
  }
}
