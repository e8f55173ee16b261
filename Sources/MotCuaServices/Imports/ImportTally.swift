package import MotCuaAPI
package import MotCuaStore

/// Counts what became of the rows of an import, and keeps those that were not taken.
package struct ImportTally: Sendable {
  /// The counts.
  package private(set) var counts = ImportCounts()
  private var errors: [RowError] = []

  /// Begins with no row.
  package init() {}

  /// Notes a row that was not taken.
  package mutating func reject(_ error: RowError) {
    counts.rows += 1
    counts.rejected += 1
    errors.append(error)
  }

  /// Notes what the store has made of a row.
  package mutating func count(_ outcome: RowOutcome, line: Int64) {
    switch outcome {
    case .created: counts.created += 1
    case .updated: counts.updated += 1
    case .unchanged: counts.unchanged += 1
    case .rejected(let error): return reject(RowError(line, refused: error))
    }
    counts.rows += 1
  }

  /// Notes what the store has made of rows, in their order.
  package mutating func count(_ outcomes: [RowOutcome], lines: [Int64]) {
    for (outcome, line) in zip(outcomes, lines) { count(outcome, line: line) }
  }

  /// The rows that were not taken in the order of their lines, the first so many.
  package static func errors(of tallies: [ImportTally], max: Int) -> [RowError] {
    // Equal lines keep the order in which they were noted.
    let all = tallies.flatMap(\.errors).enumerated()
    let sorted = all.sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    return sorted.prefix(max).map(\.element)
  }

  /// The rows of this tally that were not taken.
  package func errors(max: Int) -> [RowError] { Self.errors(of: [self], max: max) }
}
