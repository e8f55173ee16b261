import MotCuaDomain

/// The figures of one agency by procedure and kind, as they stood at some moment.
///
/// A province has millions and few are looked at twice, so they lie one behind the other in two flat
/// arrays, as the file of the figures has them: a start builds nothing for one of them. What changes
/// afterwards stands beside them (``AgencyDetails``).
struct SettledSeries: Sendable {
  /// One figure over the days on which it changes: a stretch of the arrays.
  struct Series: Sendable {
    /// The number of the key.
    let key: UInt16
    /// Where its days and sums begin.
    let start: Int32
    /// How many there are.
    let count: Int32

    /// Makes the value from its parts.
    init(key: Int, start: Int, count: Int) {
      self.key = UInt16(clamping: key)
      self.start = Int32(clamping: start)
      self.count = Int32(clamping: count)
    }

    var stretch: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// A procedure and its figures.
  struct Row: Sendable {
    /// The procedure.
    let procedure: ProcedureCode
    /// The places of its series.
    let series: Range<Int>
  }

  /// Each procedure once, in no order.
  private(set) var rows: [Row] = []
  /// The series, those of a row together.
  private(set) var series: [Series] = []
  /// The days of each series, ascending, counted from 1970-01-01.
  private(set) var days: [Int32] = []
  /// What each series came to at the end of the day at the same place.
  private(set) var sums: [Int64] = []

  /// No figures.
  init() {}

  /// The figures of arrays that were laid out elsewhere.
  ///
  /// Each row's series and each series' stretch must lie within them.
  init(rows: [Row], series: [Series], days: [Int32], sums: [Int64]) {
    self.rows = rows
    self.series = series
    self.days = days
    self.sums = sums
  }

  /// How many figures there are.
  var count: Int { days.count }

  /// Adds to rows of counts, by group and day, what each procedure of a group came to up to the end
  /// of each day.
  func add(
    through asked: [Int],
    to counts: inout [[MeasureCounts]],
    group: (ProcedureCode) -> Int?
  ) {
    for row in rows {
      guard let group = group(row.procedure) else { continue }
      for figure in series[row.series] {
        for place in asked.indices {
          let sum = sum(of: figure, through: asked[place])
          if sum != 0 { counts[group][place][Int(figure.key)] += sum }
        }
      }
    }
  }

  private func sum(of figure: Series, through day: Int) -> Int64 {
    let day = Int32(clamping: day)
    var low = Int(figure.start)
    var high = low + Int(figure.count)
    let start = low
    if high > low, days[high - 1] <= day { return sums[high - 1] }
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low > start ? sums[low - 1] : 0
  }

  /// All changes, whatever the procedure.
  var changes: [FigureChange] {
    var changes: [FigureChange] = []
    changes.reserveCapacity(days.count)
    for figure in series { forEachChange(of: figure) { changes.append($0) } }
    return changes
  }

  /// Shows each change of each procedure; the changes of one figure of a day together.
  func forEachChange(_ body: (ProcedureCode, FigureChange) -> Void) {
    for row in rows {
      for figure in series[row.series] { forEachChange(of: figure) { body(row.procedure, $0) } }
    }
  }

  private func forEachChange(of figure: Series, _ body: (FigureChange) -> Void) {
    var before: Int64 = 0
    for place in figure.stretch {
      body(
        FigureChange(day: Int(days[place]), key: Int(figure.key), amount: sums[place] - before)
      )
      before = sums[place]
    }
  }

  /// The same with further changes settled too.
  func adding(_ details: [ProcedureCode: FigureDetail]) -> SettledSeries {
    guard !details.isEmpty else { return self }
    var rest = details
    var all = SettledSeries()
    for row in rows {
      if let more = rest.removeValue(forKey: row.procedure) {
        all.append(row.procedure, detail(of: row).merging(more) { $0.adding($1) })
      } else {
        all.append(row, of: self)
      }
    }
    for (procedure, detail) in rest { all.append(procedure, detail) }
    return all
  }

  private func detail(of row: Row) -> FigureDetail {
    var detail: FigureDetail = [:]
    for figure in series[row.series] {
      detail[Int(figure.key)] = SparseSeries(
        days: Array(days[figure.stretch]),
        sums: Array(sums[figure.stretch])
      )
    }
    return detail
  }

  private mutating func append(_ procedure: ProcedureCode, _ detail: FigureDetail) {
    let first = series.count
    for (key, figure) in detail {
      series.append(Series(key: key, start: days.count, count: figure.days.count))
      days += figure.days
      sums += figure.sums
    }
    rows.append(Row(procedure: procedure, series: first..<series.count))
  }

  private mutating func append(_ row: Row, of other: SettledSeries) {
    let first = series.count
    for figure in other.series[row.series] {
      series.append(
        Series(key: Int(figure.key), start: days.count, count: Int(figure.count))
      )
      days += other.days[figure.stretch]
      sums += other.sums[figure.stretch]
    }
    rows.append(Row(procedure: row.procedure, series: first..<series.count))
  }
}
