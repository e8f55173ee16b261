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
/// costs the number of agencies, whatever the number of dossiers. Beside the agencies' own series
/// stand those of each procedure at each agency, for the days on which they change.
final class StatisticsCube: Sendable {
  typealias Agency = [DaySeries?]
  /// The series of one procedure at one agency, by the number of the key.
  typealias Detail = [Int: SparseSeries]
  typealias Details = [AgencyCode: [ProcedureCode: Detail]]

  struct Contents: Sendable {
    var agencies: [AgencyCode: Agency] = [:]
    var details: Details = [:]
    var position = CubePosition(StoreState())
  }

  let contents = Mutex(Contents())

  /// Adds the figures of a group of changes.
  func add(_ figures: [(cell: RollupCell, amount: Int64)], at position: CubePosition) {
    contents.withLock { contents in
      contents.position = position
      for (cell, amount) in figures {
        let day = cell.day.daysSinceEpoch
        let key = cell.key.index
        Self.add(amount, key, day, &contents.agencies[cell.agency, default: Self.nothing])
        contents.details[cell.agency, default: [:]][cell.procedure, default: [:]][
          key,
          default: SparseSeries()
        ].add(amount, on: day)
      }
    }
  }

  private static let nothing = Agency(repeating: nil, count: RollupKey.count)

  /// Puts in all figures, at the start.
  func restore(_ details: Details, at position: CubePosition) {
    let agencies = details.mapValues { procedures in
      var agency = Self.nothing
      for detail in procedures.values {
        for (key, series) in detail {
          for change in series.changes { Self.add(change.amount, key, change.day, &agency) }
        }
      }
      return agency
    }
    contents.withLock { $0 = Contents(agencies: agencies, details: details, position: position) }
  }

  /// All figures by agency and procedure.
  var details: Details { contents.withLock { $0.details } }

  static func add(_ amount: Int64, _ key: Int, _ day: Int, _ agency: inout Agency) {
    guard agency.indices.contains(key) else { return }
    if agency[key] == nil { agency[key] = DaySeries() }
    agency[key]?.add(amount, on: day)
  }

  /// The figures of some agencies together.
  func summary(_ query: StatisticsQuery) -> StatisticsSummary {
    contents.withLock { contents in
      let agencies = contents.agencies
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
    contents.withLock { contents in
      let agencies = contents.agencies
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
    contents.withLock { contents in
      let agencies = contents.agencies
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
      case .waitingOverdue: sum.waitingOverdue += through
      default: break
      }
    }
  }
}
