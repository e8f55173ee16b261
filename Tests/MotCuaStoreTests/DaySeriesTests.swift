import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("A figure over the days")
struct DaySeriesTests {
  @Test(
    "Values and sums are those of a plain table, in whatever order days come",
    arguments: 0..<12
  )
  func oracle(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var series = DaySeries()
    var table: [Int: Int64] = [:]
    let isAscending = seed % 3 == 0
    let isWide = seed % 2 == 0
    var day = 18_000
    for _ in 0..<300 {
      day =
        isAscending
        ? day + Int.random(in: 0...3, using: &random)
        : .random(
          in: 17_800...18_600,
          using: &random
        )
      let most: Int64 = isWide ? 4_000_000_000 : 50
      let amount = Int64.random(in: -most...most, using: &random)
      series.add(amount, on: day)
      table[day, default: 0] += amount
    }
    for asked in 17_790..<19_000 {
      #expect(series.value(on: asked) == table[asked] ?? 0)
      #expect(series.sum(through: asked) == table.filter { $0.key <= asked }.values.reduce(0, +))
    }
    let days = table.map { (day: $0.key, amount: $0.value) }.sorted { $0.day < $1.day }
    let again = DaySeries(ascending: days)
    #expect(days.allSatisfy { again.value(on: $0.day) == $0.amount })
    #expect(again.sum(through: 20_000) == series.sum(through: 20_000))
    #expect(table.keys.allSatisfy { series.span.contains($0) })
  }

  @Test("Values are kept exactly where they leave 32 bits and come back", arguments: [1, -1])
  func width(sign: Int64) {
    var series = DaySeries()
    for day in 0..<200 { series.add(7, on: day) }
    series.add(sign * 5_000_000_000_000, on: 100)
    #expect(series.value(on: 100) == 7 + sign * 5_000_000_000_000)
    #expect(series.sum(through: 99) == 700)
    #expect(series.sum(through: 250) == 1400 + sign * 5_000_000_000_000)
    series.add(-sign * 5_000_000_000_000, on: 100)
    series.add(1, on: -70)
    #expect(series.sum(through: 250) == 1401)
    #expect(series.sum(through: -71) == 0)
    #expect(DaySeries().sum(through: 5) == 0)
    #expect(DaySeries(ascending: [(0, 1), (Int.max / 2, 1)]).span.isEmpty)
  }
}
