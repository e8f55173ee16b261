/// Many changes added up by day and key, in a table of every day between the first and the last.
///
/// A province has millions of them on some thousand days at its start: nothing is sorted but the keys.
struct DayTable {
  /// Days that lie too far apart for a table, as only damaged data has them: 64 MiB.
  private static let cellsMax = 8 << 20

  /// The days from the first change to the last.
  let days: Range<Int32>
  /// The keys that have a change, ascending.
  let keys: [UInt16]
  private var amounts: [Int64]

  /// Adds changes up; nil where a table would be too large.
  init?(_ parts: [[FigureChange]]) {
    var first = Int32.max
    var last = Int32.min
    var columns = [Int32](repeating: -1, count: RollupKey.count)
    for part in parts {
      for change in part {
        first = min(first, change.day)
        last = max(last, change.day)
        columns[Int(change.key)] = 0
      }
    }
    let found = columns.indices.filter { columns[$0] == 0 }
    for (column, key) in found.enumerated() { columns[key] = Int32(column) }
    keys = found.map { UInt16($0) }
    guard !found.isEmpty else {
      days = 0..<0
      amounts = []
      return
    }
    let span = Int(last) - Int(first) + 1
    guard span <= Self.cellsMax / found.count, last < .max else { return nil }
    days = first..<(last + 1)
    amounts = Array(repeating: 0, count: span * found.count)
    for part in parts {
      for change in part {
        let column = Int(columns[Int(change.key)])
        amounts[(Int(change.day) - Int(first)) * found.count + column] += change.amount
      }
    }
  }

  /// What the key at a place came to on a day.
  subscript(day: Int32, place: Int) -> Int64 {
    amounts[(Int(day) - Int(days.lowerBound)) * keys.count + place]
  }
}
