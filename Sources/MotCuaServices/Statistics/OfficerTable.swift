package import MotCuaDomain
package import MotCuaStore

/// What the steps of officers changed, by officer and part of a period.
package struct OfficerTable: Sendable {
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
  /// How many sums may be held; one more is not.
  let cellsMax: Int
  /// The sums of each officer, by the place of the part.
  private(set) var sums: [String: [Int: MeasureCounts]] = [:]
  /// Whether there were more sums than may be held: then these are not all.
  package private(set) var isTooLarge = false
  /// The dossiers with a rating that may count: their histories say for whom it does.
  private(set) var rated: Set<Int64> = []
  private var cells = 0

  /// Nothing yet.
  package init(
    period: ReportPeriod,
    asOf: Instant,
    parts: [Instant],
    agencies: Set<AgencyCode>,
    procedures: Set<ProcedureCode>? = nil,
    channel: Channel? = nil,
    level: LevelChoice = .all,
    whole: Set<String> = [],
    cellsMax: Int
  ) {
    self.period = period
    self.asOf = asOf
    self.parts = parts
    self.agencies = agencies
    self.procedures = procedures
    self.channel = channel
    self.level = level
    self.whole = whole
    self.cellsMax = cellsMax
  }

  /// Takes a step: it counts for who acted, or, where it is a rating, for whom its dossier's history says.
  package mutating func take(_ step: FigureEvent) {
    guard step.isRating else {
      if let officer = step.officer { add(step, of: officer) }
      return
    }
    guard keeps(step) else { return }
    let counts = step.deltas.contains { part(of: $0, isWhole: !whole.isEmpty) != nil }
    if counts { rated.insert(step.dossier) }
  }

  /// Adds what a step changed for an officer; what stands at an instant is left out.
  mutating func add(_ step: FigureEvent, of officer: String) {
    guard keeps(step) else { return }
    let isWhole = whole.contains(officer)
    for delta in step.deltas {
      guard let part = part(of: delta, isWhole: isWhole), hasRoom(officer, part) else { continue }
      sums[officer, default: [:]][part, default: MeasureCounts()][delta.key] += delta.amount
    }
  }

  private func keeps(_ step: FigureEvent) -> Bool {
    procedures.map { $0.contains(step.procedure) } ?? true
  }

  /// The part of the period in which a change counts; nil where it does not.
  private func part(of delta: FigureDelta, isWhole: Bool) -> Int? {
    guard isWhole || agencies.contains(delta.agency), delta.at >= period.start, delta.at <= asOf,
      !delta.key.measure.isBalance, channel.map({ $0 == delta.key.channel }) ?? true,
      level.keeps(delta.key.level)
    else { return nil }
    return parts.firstIndex { delta.at <= $0 }
  }

  private mutating func hasRoom(_ officer: String, _ part: Int) -> Bool {
    guard sums[officer]?[part] == nil else { return true }
    guard cells < cellsMax else {
      isTooLarge = true
      return false
    }
    cells += 1
    return true
  }
}
