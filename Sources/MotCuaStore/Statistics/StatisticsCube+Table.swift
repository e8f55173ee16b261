package import MotCuaDomain
import Synchronization

extension StatisticsCube {
  /// Sums up to the ends of days as known now, and up to which step they have everything.
  func sums(_ question: FigureQuestion) -> (rows: [[MeasureCounts]], position: CubePosition) {
    let last = question.time.asOf.ictDate.daysSinceEpoch
    let days = question.days.map { min($0.daysSinceEpoch, last) }
    let groups = question.groups
    var rows = [[MeasureCounts]](
      repeating: Array(repeating: MeasureCounts(), count: days.count),
      count: groups.count
    )
    let position = contents.withLock { contents in
      if groups.needsProcedure {
        for (agency, procedures) in contents.details {
          for (procedure, detail) in procedures {
            guard let group = groups.group(agency, procedure) else { continue }
            for (key, series) in detail {
              for place in days.indices {
                rows[group][place][key] += series.sum(through: days[place])
              }
            }
          }
        }
      } else {
        for (code, agency) in contents.agencies {
          guard let group = groups.group(code, nil) else { continue }
          for (key, series) in agency.enumerated() {
            guard let series else { continue }
            for place in days.indices {
              rows[group][place][key] += series.sum(through: days[place])
            }
          }
        }
      }
      return contents.position
    }
    return (rows, position)
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
