import MotCuaDomain

/// Lays out the figures of one agency by procedure and kind, as they come in the order of their days.
///
/// Millions come at a start, so each costs a look into two tables and no more: which series it belongs
/// to is asked by the numbers of its procedure and key, and only their count says where series lie.
struct SeriesGatherer {
  private struct Point {
    let series: Int32
    let day: Int32
    let amount: Int64
  }

  /// The first cell of a procedure by its number; -1 where it has none.
  private var pages: [Int32] = []
  /// The series of each key of the procedures that have a page; -1 where there is none.
  private var cells: [Int32] = []
  private var found: [(procedure: Int, key: Int, count: Int)] = []
  private var points: [Point] = []

  /// Forgets everything but its memory.
  mutating func clear() {
    for place in pages.indices { pages[place] = -1 }
    cells.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
  }

  /// Whether a procedure has a figure.
  func knows(_ procedure: Int) -> Bool {
    pages.indices.contains(procedure) && pages[procedure] >= 0
  }

  /// Takes the next figure; its procedure's number must be one of the database.
  mutating func add(_ amount: Int64, _ procedure: Int, key: Int, on day: Int) {
    if !knows(procedure) { addPage(procedure) }
    let cell = Int(pages[procedure]) + key
    if cells[cell] < 0 {
      cells[cell] = Int32(found.count)
      found.append((procedure, key, 0))
    }
    let series = cells[cell]
    found[Int(series)].count += 1
    points.append(Point(series: series, day: Int32(clamping: day), amount: amount))
  }

  private mutating func addPage(_ procedure: Int) {
    let missing = procedure + 1 - pages.count
    if missing > 0 { pages += repeatElement(-1, count: missing) }
    pages[procedure] = Int32(cells.count)
    cells += repeatElement(-1, count: RollupKey.count)
  }

  /// All figures, laid out; those of a procedure without a code are left out.
  func series(_ code: (Int) -> ProcedureCode?) -> SettledSeries {
    var rows: [SettledSeries.Row] = []
    var series: [SettledSeries.Series] = []
    var next = [Int](repeating: 0, count: found.count)
    var count = 0
    let order = found.indices.sorted {
      (found[$0].procedure, found[$0].key) < (found[$1].procedure, found[$1].key)
    }
    var first = 0
    for (place, one) in order.enumerated() {
      let (procedure, key, length) = found[one]
      next[one] = count
      series.append(SettledSeries.Series(key: key, start: count, count: length))
      count += length
      let isLast = place + 1 == order.count || found[order[place + 1]].procedure != procedure
      guard isLast else { continue }
      if let code = code(procedure) {
        rows.append(SettledSeries.Row(procedure: code, series: first..<series.count))
      }
      first = series.count
    }
    var days = [Int32](repeating: 0, count: count)
    var sums = [Int64](repeating: 0, count: count)
    var before = [Int64](repeating: 0, count: found.count)
    for point in points {
      let one = Int(point.series)
      before[one] += point.amount
      days[next[one]] = point.day
      sums[next[one]] = before[one]
      next[one] += 1
    }
    return SettledSeries(rows: rows, series: series, days: days, sums: sums)
  }
}
