import MotCuaDomain
import Synchronization

/// All figures by agency, key and day, in RAM.
///
/// It mirrors the rollup rows, changed after the commit that changed them; a summary of a year
/// costs the number of agencies, whatever the number of dossiers.
final class StatisticsCube: Sendable {
  typealias Agency = [DaySeries?]

  private let agencies = Mutex<[AgencyCode: Agency]>([:])

  /// Adds figures.
  func add(_ figures: [(cell: RollupCell, amount: Int64)]) {
    guard !figures.isEmpty else { return }
    agencies.withLock { agencies in
      for (cell, amount) in figures {
        Self.add(
          amount,
          cell.key.index,
          cell.day.daysSinceEpoch,
          &agencies[cell.agency, default: Array(repeating: nil, count: RollupKey.count)]
        )
      }
    }
  }

  /// Puts in all figures of agencies that have none yet, at the start.
  func restore(_ figures: [AgencyCode: [DaySeries?]]) {
    agencies.withLock { $0.merge(figures) { $1 } }
  }

  /// All figures.
  var all: [AgencyCode: [DaySeries?]] { agencies.withLock { $0 } }

  static func add(_ amount: Int64, _ key: Int, _ day: Int, _ agency: inout Agency) {
    guard agency.indices.contains(key) else { return }
    if agency[key] == nil { agency[key] = DaySeries() }
    agency[key]?.add(amount, on: day)
  }

  /// The figures of some agencies together.
  func summary(_ query: StatisticsQuery) -> StatisticsSummary {
    agencies.withLock { agencies in
      var sum = StatisticsSummary(
        counts: MeasureCounts(),
        carried: 0,
        pending: 0,
        waiting: 0,
        overdue: 0
      )
      for agency in Self.chosen(agencies, query) { Self.add(agency, query, to: &sum) }
      return sum
    }
  }

  /// The figures of each agency by itself, in the order of the codes.
  func agencyFigures(_ query: StatisticsQuery) -> [AgencyFigures] {
    agencies.withLock { agencies in
      let codes = query.agencies.map(Array.init) ?? Array(agencies.keys)
      return codes.sorted().map { code in
        var sum = StatisticsSummary(
          counts: MeasureCounts(),
          carried: 0,
          pending: 0,
          waiting: 0,
          overdue: 0
        )
        if let agency = agencies[code] { Self.add(agency, query, to: &sum) }
        return AgencyFigures(agency: code, summary: sum)
      }
    }
  }

  /// The figures of each day, of some agencies together.
  func dailyFigures(_ query: StatisticsQuery) -> [DailyFigures] {
    guard query.from <= query.to else { return [] }
    let from = query.from.daysSinceEpoch
    var days = [MeasureCounts](
      repeating: MeasureCounts(),
      count: query.to.daysSinceEpoch - from + 1
    )
    agencies.withLock { agencies in
      for agency in Self.chosen(agencies, query) {
        for (key, series) in agency.enumerated() {
          guard let series else { continue }
          for day in series.span.clamped(to: from..<(from + days.count)) {
            days[day - from][key] += series.value(on: day)
          }
        }
      }
    }
    return days.enumerated().map {
      DailyFigures(day: query.from.addingDays($0.offset), counts: $0.element)
    }
  }

  private static func chosen(
    _ agencies: [AgencyCode: Agency],
    _ query: StatisticsQuery
  ) -> [Agency] {
    guard let wanted = query.agencies else { return Array(agencies.values) }
    return wanted.compactMap { agencies[$0] }
  }

  private static func add(
    _ agency: Agency,
    _ query: StatisticsQuery,
    to sum: inout StatisticsSummary
  ) {
    let before = query.from.daysSinceEpoch - 1
    let last = query.to.daysSinceEpoch
    for (index, series) in agency.enumerated() {
      guard let series, let key = RollupKey(index: index) else { continue }
      let through = series.sum(through: last)
      let carried = series.sum(through: before)
      sum.counts[index] += through - carried
      switch key.measure {
      case .received, .reopened, .transferredIn:
        sum.carried += carried
        sum.pending += through
      case .resolvedEarly, .resolvedOnTime, .resolvedLate, .transferredOut:
        sum.carried -= carried
        sum.pending -= through
      case .waiting: sum.waiting += through
      case .overdue: sum.overdue += through
      default: break
      }
    }
  }
}
