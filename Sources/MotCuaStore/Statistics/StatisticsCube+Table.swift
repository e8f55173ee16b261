package import MotCuaDomain
import Synchronization

extension StatisticsCube {
  /// Sums up to the ends of days as known now, and up to which step they have everything.
  func sums(_ question: FigureQuestion) -> (rows: [[MeasureCounts]], position: CubePosition) {
    let last = question.time.asOf.ictDate.daysSinceEpoch
    let days = question.days.map { min($0.daysSinceEpoch, last) }
    return contents.withLock { contents in
      let rows =
        question.groups.needsProcedure
        ? contents.byProcedure(days, question.groups) : contents.byAgency(days, question.groups)
      return (rows, contents.position)
    }
  }
}

extension StatisticsCube.Contents {
  /// How close days lie on average where they are taken in one walk.
  private static let walkedDaysMax = 16

  fileprivate func byAgency(_ days: [Int], _ groups: FigureGroups) -> [[MeasureCounts]] {
    var ledgers: [[FigureLedger]] = Array(repeating: [], count: groups.count)
    for (code, ledger) in agencies {
      if let group = groups.group(code, nil) { ledgers[group].append(ledger) }
    }
    return ledgers.map { ledgers in
      let all = ledgers.count == agencies.count ? [whole] : ledgers
      return Self.rows(of: all, days)
    }
  }

  private static func rows(of ledgers: [FigureLedger], _ days: [Int]) -> [MeasureCounts] {
    var rows = Array(repeating: MeasureCounts(), count: days.count)
    guard let first = days.first, let last = days.last else { return rows }
    guard days.count > 2, (last - first) / days.count <= walkedDaysMax else {
      for ledger in ledgers {
        for place in days.indices { ledger.add(through: days[place], to: &rows[place]) }
      }
      return rows
    }
    for ledger in ledgers { ledger.walk(days, &rows) }
    for place in days.indices.dropFirst() { rows[place].add(rows[place - 1]) }
    return rows
  }

  fileprivate func byProcedure(_ days: [Int], _ groups: FigureGroups) -> [[MeasureCounts]] {
    var rows = Array(
      repeating: Array(repeating: MeasureCounts(), count: days.count),
      count: groups.count
    )
    for (agency, figures) in details {
      figures.add(through: days, to: &rows) { groups.group(agency, $0) }
    }
    return rows
  }
}

/// What the cube holds too much for a point of time: which steps to look at.
package struct FigureExcess: Sendable, Hashable {
  /// The instant.
  package let asOf: Instant
  /// The last instant of its day.
  package let dayEnd: Instant
  /// The position after which nothing is known.
  package let knownAt: Int64
  /// The position up to which the cube has everything.
  package let through: Int64
  /// When that was entered.
  package let enteredAt: Instant

  init(_ time: FigureTime, _ position: CubePosition) {
    asOf = time.asOf
    dayEnd = ReportPeriod.end(of: time.asOf.ictDate)
    through = position.sequence
    knownAt = min(time.knownAt ?? position.sequence, position.sequence)
    enteredAt = position.enteredAt
  }

  /// Whether the instant is the last one of its day.
  var isWholeDay: Bool { asOf == dayEnd }

  /// Whether the cube holds a change of a step too much.
  func takesBack(_ delta: FigureDelta, of event: FigureEvent) -> Bool {
    event.sequence <= through && delta.at <= dayEnd
      && (event.sequence > knownAt || delta.at > asOf)
  }
}
