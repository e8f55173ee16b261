import MotCuaDomain
import MotCuaStore

/// What the steps of officers changed, by officer and part of a period.
struct OfficerTable: Sendable {
  /// The period.
  let period: ReportPeriod
  /// Up to when changes count.
  let asOf: Instant
  /// The ends of the parts of the period.
  let parts: [Instant]
  /// The agencies.
  let agencies: Set<AgencyCode>
  /// The procedures; nil takes all.
  let procedures: Set<ProcedureCode>?
  /// The channel; nil takes all.
  let channel: Channel?
  /// The levels at submission.
  let level: LevelChoice
  /// The officers of whom all agencies count.
  let whole: Set<String>
  /// The sums of each officer, one for each part.
  private(set) var sums: [String: [MeasureCounts]] = [:]
  /// The dossiers with a rating: their histories say for whom it counts.
  var rated: Set<Int64> = []

  /// Adds what a step changed; what stands at an instant is left out.
  mutating func add(_ step: FigureEvent, of officer: String) {
    guard procedures.map({ $0.contains(step.procedure) }) ?? true else { return }
    let isWhole = whole.contains(officer)
    let none = Array(repeating: MeasureCounts(), count: parts.count)
    for delta in step.deltas where isWhole || agencies.contains(delta.agency) {
      guard delta.at >= period.start, delta.at <= asOf, !delta.key.measure.isBalance,
        channel.map({ $0 == delta.key.channel }) ?? true, level.keeps(delta.key.level),
        let part = parts.firstIndex(where: { delta.at <= $0 })
      else { continue }
      sums[officer, default: none][part][delta.key] += delta.amount
    }
  }

  /// Adds other sums.
  mutating func add(_ other: OfficerTable) {
    sums.merge(other.sums) { own, others in
      zip(own, others).map { pair in
        var sum = pair.0
        sum.add(pair.1)
        return sum
      }
    }
  }
}
