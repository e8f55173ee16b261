import Foundation
import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("The figures of procedures in flat arrays")
struct SettledSeriesTests {
  private static let procedures = ["1.000001", "1.000002", "1.000003", "2.000777"]
    .compactMap { ProcedureCode($0) }
  private static let keys = [0, 15, 20, 301, RollupKey.count - 1]

  private struct Change {
    let procedure: Int
    let key: Int
    let day: Int
    let amount: Int64
  }

  /// What changes came to, added up in the simplest way: by group of procedures and day.
  private static func sums(_ changes: [Change], through days: [Int]) -> [[MeasureCounts]] {
    var rows = Self.empty(days.count)
    for change in changes {
      guard let group = group(procedures[change.procedure]) else { continue }
      for place in days.indices where change.day <= days[place] {
        rows[group][place][change.key] += change.amount
      }
    }
    return rows
  }

  private static func empty(_ days: Int) -> [[MeasureCounts]] {
    Array(repeating: Array(repeating: MeasureCounts(), count: days), count: 2)
  }

  /// The third procedure counts nowhere, the others by turns.
  private static func group(_ procedure: ProcedureCode) -> Int? {
    guard let place = procedures.firstIndex(of: procedure), place != 2 else { return nil }
    return place % 2
  }

  private static func answer(_ details: AgencyDetails, through days: [Int]) -> [[MeasureCounts]] {
    var rows = empty(days.count)
    details.add(through: days, to: &rows, group: group)
    return rows
  }

  private static func changes(_ count: Int, _ seed: UInt64) -> [Change] {
    var random = SeededGenerator(seed: seed)
    let span = seed % 3 == 0 ? 18_000...18_030 : -500...22_000
    return (0..<count).map { _ in
      Change(
        procedure: Int.random(in: 0..<4, using: &random),
        key: keys.randomElement(using: &random) ?? 0,
        day: Int.random(in: span, using: &random),
        amount: Int64.random(in: -5_000_000_000...5_000_000_000, using: &random)
      )
    }
  }

  private static func asked(_ changes: [Change]) -> [Int] {
    let days = changes.prefix(20).map(\.day).sorted()
    return [-2_000_000_000_000] + days + days.suffix(1) + [2_000_000_000_000]
  }

  @Test(
    "Answers are those of a plain sum, whenever figures settle",
    arguments: [1, 7, 300, 9000],
    0..<6
  )
  func answers(count: Int, seed: UInt64) {
    let changes = Self.changes(count, seed)
    let days = Self.asked(changes)
    let expected = Self.sums(changes, through: days)
    var details = AgencyDetails()
    for (place, change) in changes.enumerated() {
      let procedure = Self.procedures[change.procedure]
      details.add(change.amount, procedure, key: change.key, on: change.day)
      if place == count / 3 { details = AgencyDetails(details.all) }
    }
    #expect(Self.answer(details, through: days) == expected)
    #expect(Self.answer(AgencyDetails(details.all), through: days) == expected)
    #expect(Self.total(details.all.changes) == Self.total(changes))
  }

  private static func total(_ changes: [FigureChange]) -> [Int: Int64] {
    changes.reduce(into: [:]) { $0[Int($1.key), default: 0] += $1.amount }
  }

  private static func total(_ changes: [Change]) -> [Int: Int64] {
    changes.reduce(into: [:]) { $0[$1.key, default: 0] += $1.amount }
  }

  @Test("What is gathered by day is laid out by procedure and kind", arguments: 0..<6)
  func gathered(seed: UInt64) {
    var gatherer = SeriesGatherer()
    // The second agency must see nothing of the first.
    for round in 0..<2 {
      gatherer.clear()
      let changes = Self.changes(2000, seed + UInt64(round) * 77).sorted { $0.day < $1.day }
      for change in changes {
        gatherer.add(change.amount, change.procedure * 9 + 1, key: change.key, on: change.day)
      }
      let series = gatherer.series { Self.procedures[$0 / 9] }
      let days = Self.asked(changes)
      #expect(
        Self.answer(AgencyDetails(series), through: days) == Self.sums(changes, through: days)
      )
      #expect(Set(series.rows.map(\.procedure)).count == series.rows.count)
    }
  }
}
