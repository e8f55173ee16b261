import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// A number that a request names, with everything that it depends on.
struct ResolvedFigure: Sendable {
  /// The name of it, with `as_of` and `known_at` given.
  let filter: FigureFilter
  /// What it is.
  let figure: Figure
  /// Where and when.
  let span: StatisticsSpan
  /// The agencies.
  let agencies: Set<AgencyCode>
  /// The levels of the service at submission.
  let level: LevelChoice
  /// Whether an officer's steps count for whatever agency he made them.
  let isOfficerWhole: Bool
  /// The procedures; nil takes all.
  let procedures: Set<ProcedureCode>?

  /// The question for its dossiers.
  var query: FigureDossierQuery {
    FigureDossierQuery(
      measure: figure.measure,
      period: span.period,
      time: span.time,
      agencies: isOfficerWhole ? nil : agencies,
      procedures: procedures,
      channel: filter.channel.model,
      level: level,
      officer: filter.officerCode.isEmpty ? nil : filter.officerCode
    )
  }

  private var groups: FigureGroups {
    guard let procedures else { return .whole(agencies) }
    return FigureGroups(count: 1, needsProcedure: true) { [agencies] agency, procedure in
      agencies.contains(agency) && procedure.map(procedures.contains) ?? false ? 0 : nil
    }
  }

  /// The number that a figure has at this place and time, without any dossier being read; nil for
  /// what an officer did.
  func value(
    of other: Figure,
    in store: any Store,
    on lane: ReadLane
  ) async throws -> Int64? {
    guard filter.officerCode.isEmpty else { return nil }
    switch other.measure {
    case .sums(let count):
      let table = try await store.figures(span.question(groups), on: lane)
      return count(
        table.sums(0).keeping(channel: filter.channel.model, level: level)
      )
    case .dueBefore: return nil
    case .form(let count):
      let rows = try await store.reportRows(span.period, groups, at: span.time, on: lane).rows
      return rows.first.map(count)
    }
  }
}

extension ServiceEnvironment {
  /// Reads what a filter names; what is absent of its point of time is given in the answer.
  ///
  /// - Throws: INVALID_FIELDS for a figure that there is not, or for what does not go together.
  func resolve(
    _ filter: FigureFilter,
    _ context: ServerContext
  ) async throws -> ResolvedFigure {
    var reader = FieldReader()
    let figure = Figure.named(filter.figure, in: filter.form)
    if figure == nil { reader.refuse("figure.figure", "There is no such figure.") }
    let isForm = filter.form != .unspecified
    let level = reader.level(filter.serviceLevel, without: filter.withoutServiceLevel, "figure.")
    if isForm, filter.channel != .unspecified || level != .all {
      reader.refuse("figure.channel", "A form is not divided by it.")
    }
    if !filter.officerCode.isEmpty, figure?.isStanding == true {
      reader.refuse("figure.officer_code", "The figure is of no officer's steps.")
    }
    let procedure = reader.procedureCode(filter.procedureCode, "figure.procedure_code")
    try reader.check()
    guard let figure else { throw RPCError.invalidField("figure", "There is no such figure.") }
    let known = position(filter.knownAt)
    let span = try span(
      filter.period,
      asOf: filter.asOf,
      knownAt: known,
      field: "figure.period"
    )
    let reach = try StatisticsReach(
      agencyCode: filter.agencyCode,
      withSubordinates: filter.includeSubordinates,
      level: filter.level.model,
      isRolledUp: filter.structure == .rolledUpToPresent,
      principal: context.principal,
      directory: store.directory,
      past: directory(asOf: span.asOf)
    )
    var pinned = filter
    pinned.asOf = span.asOf.timestamp
    pinned.knownAt = known
    return ResolvedFigure(
      filter: pinned,
      figure: figure,
      span: StatisticsSpan(span.period, asOf: span.asOf, knownAt: known, now: span.asOf),
      agencies: reach.codes,
      level: level,
      isOfficerWhole: reach.isOpen
        && context.principal.covers(officer: filter.officerCode, in: store.directory),
      procedures: try await procedures(sector: filter.sectorCode, procedure, asOf: span.asOf)
    )
  }

  /// The procedures that a sector and a code leave; nil for all.
  func procedures(
    sector: String,
    _ procedure: ProcedureCode?,
    asOf instant: Instant
  ) async throws(StoreError) -> Set<ProcedureCode>? {
    guard !sector.isEmpty else { return procedure.map { [$0] } }
    let catalogue = try await catalogue(asOf: instant)
    let found = SectorTable(catalogue).procedures(of: sector, in: catalogue)
    return procedure.map { found.intersection([$0]) } ?? found
  }
}

extension FieldReader {
  /// Reads which levels of the legacy ladder are kept.
  mutating func level(
    _ level: MotCuaAPI.ServiceLevel,
    without: Bool,
    _ prefix: String = ""
  ) -> LevelChoice {
    guard level != .unspecified else { return without ? .none : .all }
    if without {
      refuse(prefix + "without_service_level", "It does not go with `service_level`.")
    }
    guard case .legacy(let legacy) = level.offered else {
      refuse(prefix + "service_level", "It must be of the legacy ladder.")
      return .all
    }
    return .only(legacy)
  }
}
