import MotCuaAPI

/// The lines of a summary and of the one it is compared with.
struct SummaryLines {
  let procedureCounts: [SummaryLine]
  let procedureRates: [SummaryLine]
  let dossierCounts: [SummaryLine]
  let dossierRates: [SummaryLine]
  private let levels: [SummaryLine]

  init(_ current: StatisticsSummary, _ previous: StatisticsSummary?) {
    procedureCounts = Self.counts(
      Measures.procedureCounts,
      current.procedures ?? ProcedureCounts(),
      previous.map { $0.procedures ?? ProcedureCounts() }
    )
    procedureRates = Self.rates(
      Measures.procedureRates,
      current.procedureRates ?? ProcedureRates(),
      previous.map { $0.procedureRates ?? ProcedureRates() }
    )
    dossierCounts = Self.counts(
      Measures.dossierCounts,
      current.dossiers ?? DossierCounts(),
      previous.map { $0.dossiers ?? DossierCounts() }
    )
    dossierRates = Self.rates(
      Measures.dossierRates,
      current.dossierRates ?? DossierRates(),
      previous.map { $0.dossierRates ?? DossierRates() }
    )
    levels = current.levels.flatMap { level in
      Self.level(
        level,
        previous?.levels.first { $0.level == level.level },
        isCompared: previous != nil
      )
    }
  }

  /// All lines, those of the levels last.
  var all: [SummaryLine] {
    procedureCounts + procedureRates + dossierCounts + dossierRates + levels
  }

  /// The lines of one level: counts, then rates.
  static func level(
    _ current: LevelSummary,
    _ previous: LevelSummary?,
    isCompared: Bool
  ) -> [SummaryLine] {
    let before = isCompared ? previous ?? LevelSummary() : nil
    let counts = counts(
      Measures.dossierCounts,
      current.dossiers ?? DossierCounts(),
      before.map { $0.dossiers ?? DossierCounts() },
      level: current.level
    )
    let rates = rates(
      Measures.dossierRates,
      current.dossierRates ?? DossierRates(),
      before.map { $0.dossierRates ?? DossierRates() },
      level: current.level
    )
    return counts + rates
  }

  private static func counts<Counts>(
    _ measures: [Measure<Counts>],
    _ current: Counts,
    _ previous: Counts?,
    level: AgencyLevel = .unspecified
  ) -> [SummaryLine] {
    measures.map { measure in
      SummaryLine(
        level: level,
        key: measure.key,
        title: measure.title,
        current: .count(measure.value(current)),
        previous: previous.map { .count(measure.value($0)) }
      )
    }
  }

  private static func rates<Rates>(
    _ measures: [RateMeasure<Rates>],
    _ current: Rates,
    _ previous: Rates?,
    level: AgencyLevel = .unspecified
  ) -> [SummaryLine] {
    measures.map { measure in
      SummaryLine(
        level: level,
        key: measure.key,
        title: measure.title,
        current: .rate(measure.value(current) ?? Rate()),
        previous: previous.map { .rate(measure.value($0) ?? Rate()) }
      )
    }
  }
}
