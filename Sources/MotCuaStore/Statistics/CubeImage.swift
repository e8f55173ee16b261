import MotCuaDomain
import Synchronization

/// The figures in RAM as they were at one commit, for a recount.
///
/// A copy shares its storage with the cube until the next commit changes that. It is taken before
/// the database is looked at, so that the database may be ahead of it and never behind; the steps
/// between are added.
struct CubeImage: Sendable {
  private var contents: StatisticsCube.Contents

  /// Takes a copy.
  init(_ cube: StatisticsCube) {
    contents = cube.contents.withLock { $0 }
  }

  /// The position up to which it has everything.
  var position: Int64 { contents.position.sequence }

  /// Adds what steps behind its position changed.
  mutating func add(_ steps: [FigureEvent]) {
    for (cell, amount) in steps.flatMap(\.figures) { contents.add(amount, to: cell) }
  }

  /// Where it holds another figure than the histories count.
  func differences(from counted: [RollupCell: Int64]) -> [RecountReport.Difference] {
    var byAgency: [AgencyCode: [FigureChange]] = [:]
    for (cell, amount) in counted where amount != 0 {
      byAgency[cell.agency, default: []].append(
        FigureChange(day: cell.day.daysSinceEpoch, key: cell.key.index, amount: amount)
      )
    }
    var differences = proceduresDiffering(from: counted)
    for code in Set(byAgency.keys).union(contents.agencies.keys) {
      let held = contents.agencies[code] ?? FigureLedger()
      let expected = FigureLedger([byAgency[code] ?? []])
      differences += Self.differences(.agencies, code, held, expected)
    }
    let all = FigureLedger(Array(byAgency.values))
    return differences + Self.differences(.province, nil, contents.whole, all)
  }

  private func proceduresDiffering(
    from counted: [RollupCell: Int64]
  ) -> [RecountReport.Difference] {
    var differences: [RecountReport.Difference] = []
    var missing = counted.filter { $0.value != 0 }
    for (agency, details) in contents.details {
      details.all.forEachChange { procedure, change in
        guard let key = RollupKey(index: Int(change.key)) else { return }
        let day = CivilDate(daysSinceEpoch: Int(change.day))
        let cell = RollupCell(day: day, agency: agency, procedure: procedure, key: key)
        let own = missing.removeValue(forKey: cell) ?? 0
        guard own != change.amount else { return }
        differences.append(.init(.procedures, cell, held: change.amount, counted: own))
      }
    }
    for (cell, own) in missing {
      differences.append(.init(.procedures, cell, held: 0, counted: own))
    }
    return differences
  }

  private static func differences(
    _ place: RecountReport.Place,
    _ agency: AgencyCode?,
    _ held: FigureLedger,
    _ expected: FigureLedger
  ) -> [RecountReport.Difference] {
    held.differences(from: expected).compactMap { difference in
      guard let key = RollupKey(index: Int(difference.change.key)) else { return nil }
      return RecountReport.Difference(
        place: place,
        day: CivilDate(daysSinceEpoch: Int(difference.change.day)),
        agency: agency,
        procedure: nil,
        key: key,
        held: difference.change.amount,
        counted: difference.expected
      )
    }
  }
}
