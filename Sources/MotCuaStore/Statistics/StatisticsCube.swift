package import MotCuaDomain
import Synchronization

/// Up to which step the cube has the figures.
package struct CubePosition: Sendable, Hashable {
  /// The position of the last step.
  package var sequence: Int64
  /// When that was entered.
  package var enteredAt: Instant

  init(_ state: StoreState) {
    sequence = state.lastSequence
    enteredAt = state.lastEnteredAt
  }
}

/// All figures by agency, key and day, in RAM.
///
/// It mirrors the rollup rows, changed after the commit that changed them; a summary of a year
/// costs the number of agencies, whatever the number of dossiers. Beside the agencies' own figures
/// stand those of all agencies together, and those of each procedure at each agency.
final class StatisticsCube: Sendable {
  struct Contents: Sendable {
    var agencies: [AgencyCode: FigureLedger] = [:]
    var whole = FigureLedger()
    var details: [AgencyCode: AgencyDetails] = [:]
    var position = CubePosition(StoreState())

    /// Adds to one figure, wherever it is held.
    mutating func add(_ amount: Int64, to cell: RollupCell) {
      let day = cell.day.daysSinceEpoch
      let key = cell.key.index
      let change = FigureChange(day: day, key: key, amount: amount)
      agencies[cell.agency, default: FigureLedger()].add(change)
      whole.add(change)
      details[cell.agency, default: AgencyDetails()].add(amount, cell.procedure, key: key, on: day)
    }
  }

  let contents = Mutex(Contents())

  /// Adds the figures of a group of changes.
  func add(_ figures: [(cell: RollupCell, amount: Int64)], at position: CubePosition) {
    contents.withLock { contents in
      contents.position = position
      for (cell, amount) in figures { contents.add(amount, to: cell) }
    }
  }

  /// Puts in all figures, at the start.
  func restore(_ figures: [AgencyCode: SettledSeries], at position: CubePosition) {
    let agencies = figures.mapValues { FigureLedger([$0.changes]) }
    let new = Contents(
      agencies: agencies,
      whole: FigureLedger(agencies.values.flatMap(\.parts)),
      details: figures.mapValues { AgencyDetails($0) },
      position: position
    )
    contents.withLock { $0 = new }
  }

  /// All figures by agency and procedure.
  var settled: [AgencyCode: SettledSeries] {
    contents.withLock { $0.details }.mapValues(\.all)
  }
}
