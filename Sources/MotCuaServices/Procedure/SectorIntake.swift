import MotCuaAPI
import MotCuaStore

/// Judges the rows of a table of sectors and reports what became of them.
///
/// A code that comes with a further name keeps the stored one, or its first one where none is
/// stored; the store decides that row by row.
struct SectorIntake: Sendable {
  /// The well-formed rows.
  private(set) var sectors: [SectorRecord] = []
  private var lines: [Int64] = []
  private var tally = ImportTally()

  /// Takes all rows.
  init(_ rows: [SectorRow]) {
    for row in rows { take(row) }
  }

  private mutating func take(_ row: SectorRow) {
    let code = TextNormaliser.stored(row.sector?.code ?? "")
    let name = TextNormaliser.stored(row.sector?.name ?? "")
    guard !code.isEmpty else {
      return tally.reject(RowError(row.line, "code", .missingValue))
    }
    guard !code.contains(where: \.isWhitespace), code.unicodeScalars.count <= 40 else {
      return tally.reject(RowError(row.line, "code", .malformedCode))
    }
    guard !name.isEmpty else {
      return tally.reject(RowError(row.line, "name", .missingValue))
    }
    guard name.unicodeScalars.count <= 300 else {
      return tally.reject(RowError(row.line, "name", .invalidValue))
    }
    sectors.append(SectorRecord(code: code, name: name))
    lines.append(row.line)
  }

  /// The counts and errors once the store has decided about the well-formed rows.
  func report(_ outcomes: [RowOutcome]) -> ImportTally {
    var tally = tally
    var takenLines: [String: Int64] = [:]
    for (index, outcome) in outcomes.enumerated() {
      let code = sectors[index].code
      let line = lines[index]
      if case .rejected = outcome {
        let other = takenLines[code] ?? 0
        tally.reject(RowError(line, "name", .conflictingName, otherLine: other))
      } else {
        tally.count(outcome, line: line)
        if takenLines[code] == nil { takenLines[code] = line }
      }
    }
    return tally
  }
}
