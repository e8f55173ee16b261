package import MotCuaDomain

/// At which point of both axes of time figures are counted.
package struct FigureTime: Sendable, Hashable {
  /// What had happened: steps after this instant do not count.
  package var asOf: Instant
  /// What had been entered: steps behind this position do not count; nil takes all there are.
  package var knownAt: Int64?

  /// Makes the value from its parts.
  package init(asOf: Instant, knownAt: Int64? = nil) {
    self.asOf = asOf
    self.knownAt = knownAt
  }
}

/// How figures are put together.
package struct FigureGroups: Sendable {
  /// How many groups there are.
  package var count: Int
  /// Whether the group depends on the procedure; it is nil in the question otherwise.
  package var needsProcedure: Bool
  /// The group from 0, or nil for what does not count.
  package var group: @Sendable (AgencyCode, ProcedureCode?) -> Int?

  /// Makes the value from its parts.
  package init(
    count: Int,
    needsProcedure: Bool,
    group: @escaping @Sendable (AgencyCode, ProcedureCode?) -> Int?
  ) {
    self.count = count
    self.needsProcedure = needsProcedure
    self.group = group
  }

  /// All agencies of a set together; nil takes all.
  package static func whole(_ agencies: Set<AgencyCode>? = nil) -> FigureGroups {
    FigureGroups(count: 1, needsProcedure: false) { agency, _ in
      agencies.map { $0.contains(agency) } ?? true ? 0 : nil
    }
  }

  /// Each agency of a list by itself.
  package static func agencies(_ agencies: [AgencyCode]) -> FigureGroups {
    let places = Dictionary(agencies.enumerated().map { ($1, $0) }) { first, _ in first }
    return FigureGroups(count: agencies.count, needsProcedure: false) { agency, _ in
      places[agency]
    }
  }
}

/// Sums up to the ends of some days, for some groups.
package struct FigureQuestion: Sendable {
  /// The days, ascending: the eve of the first period, then the last day of each.
  package var days: [CivilDate]
  /// The groups.
  package var groups: FigureGroups
  /// The point of time.
  package var time: FigureTime

  /// Makes the value from its parts.
  package init(days: [CivilDate], groups: FigureGroups, time: FigureTime) {
    self.days = days
    self.groups = groups
    self.time = time
  }
}

/// The answer: sums from the beginning.
package struct FigureTable: Sendable, Hashable {
  /// For each group the sums up to the end of each day.
  package var rows: [[MeasureCounts]]
  /// The position at which they are known.
  package var knownAt: Int64

  /// The sums around the period that ends on the day at a place, from 1.
  package func sums(_ group: Int, _ place: Int = 1) -> FigureSums {
    FigureSums(before: rows[group][place - 1], through: rows[group][place])
  }
}
