import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("The figures of an agency over the days")
struct FigureLedgerTests {
  private static let keys = [0, 15, 17, 20, 500, RollupKey.count - 1]

  /// A ledger, and the same as a plain table.
  private struct Pair {
    var ledger = FigureLedger()
    var table: [Int: [Int: Int64]] = [:]

    mutating func add(_ amount: Int64, _ key: Int, on day: Int) {
      ledger.add(FigureChange(day: day, key: key, amount: amount))
      table[day, default: [:]][key, default: 0] += amount
    }

    func sums(through day: Int) -> MeasureCounts {
      var counts = MeasureCounts()
      for (own, amounts) in table where own <= day {
        for (key, amount) in amounts { counts[key] += amount }
      }
      return counts
    }
  }

  private static func filled(_ seed: UInt64) -> Pair {
    var random = SeededGenerator(seed: seed)
    var pair = Pair()
    let isAscending = seed % 3 == 0
    let most: Int64 = seed % 2 == 0 ? 4_000_000_000_000 : 3
    var day = 18_000
    for _ in 0..<300 {
      day =
        isAscending
        ? day + Int.random(in: 0...3, using: &random) : .random(in: -100...700, using: &random)
      let amount = Int64.random(in: -most...most, using: &random)
      pair.add(amount, keys.randomElement(using: &random) ?? 0, on: day)
    }
    return pair
  }

  @Test("Sums are those of a plain table, in whatever order days come", arguments: 0..<12)
  func sums(seed: UInt64) {
    let pair = Self.filled(seed)
    let changes = pair.ledger.parts.flatMap { $0 }
    let again = FigureLedger([changes.reversed(), [], changes.map(\.taken), changes])
    let days = pair.table.keys.sorted()
    let asked = [-2_000_000_000_000] + days + days.map { $0 + 1 } + [2_000_000_000_000]
    for day in asked {
      let expected = pair.sums(through: day)
      for ledger in [pair.ledger, again] {
        var counts = MeasureCounts()
        ledger.add(through: day, to: &counts)
        #expect(counts == expected)
      }
    }
  }

  @Test("One walk over many days gives what each day gives by itself", arguments: 0..<12)
  func walk(seed: UInt64) {
    let pair = Self.filled(seed)
    var random = SeededGenerator(seed: seed &+ 77)
    let first = (pair.table.keys.min() ?? 0) - 5
    let last = (pair.table.keys.max() ?? 0) + 5
    for _ in 0..<5 {
      // Days may be left out, and the last one may be asked for again and again.
      var days = (first...last).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
      days += Array(repeating: days.last ?? last, count: 3)
      var rows = Array(repeating: MeasureCounts(), count: days.count)
      pair.ledger.walk(days, &rows)
      for place in days.indices.dropFirst() { rows[place].add(rows[place - 1]) }
      let faults = days.indices.filter { rows[$0] != pair.sums(through: days[$0]) }
      #expect(faults.isEmpty)
    }
  }

  @Test("Days of damaged data cost nothing and harm no others")
  func far() {
    var ledger = FigureLedger()
    for day in [Int.max, 3, Int.min] { ledger.add(FigureChange(day: day, key: 20, amount: 1)) }
    var counts = MeasureCounts()
    ledger.add(through: 3, to: &counts)
    #expect(counts[20] == 2)
    #expect(ledger.parts.joined().count == 3)
    let again = FigureLedger(ledger.parts)
    for day in [-1, 3, Int.max] {
      var (one, other) = (MeasureCounts(), MeasureCounts())
      ledger.add(through: day, to: &one)
      again.add(through: day, to: &other)
      #expect(one == other)
    }
  }
}

extension FigureChange {
  /// What undoes it.
  fileprivate var taken: FigureChange {
    FigureChange(day: Int(day), key: Int(key), amount: -amount)
  }
}
