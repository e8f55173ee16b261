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
  /// The whole period, at its point of time.
  let span: StatisticsSpan
  /// Where and when; several where a head's agencies have days of their own.
  let parts: [FigurePart]
  /// The levels of the service at submission.
  let level: LevelChoice
  /// Whether an officer's steps count for whatever agency he made them.
  let isOfficerWhole: Bool
  /// The procedures; nil takes all.
  let procedures: Set<ProcedureCode>?

  /// The questions for its dossiers, one for each part.
  var queries: [FigureDossierQuery] { queries(figure.measure) }

  /// The questions for the dossiers of another measure at the same place and time.
  func queries(_ measure: FigureMeasure) -> [FigureDossierQuery] {
    parts.map { part in
      FigureDossierQuery(
        measure: measure,
        period: part.span.period,
        time: part.span.time,
        agencies: isOfficerWhole ? nil : part.agencies,
        procedures: procedures,
        channel: filter.channel.model,
        level: level,
        officer: filter.officerCode.isEmpty ? nil : filter.officerCode
      )
    }
  }

  private func groups(_ agencies: Set<AgencyCode>) -> FigureGroups {
    guard let procedures else { return .whole(agencies) }
    return FigureGroups(count: 1, needsProcedure: true) { agency, procedure in
      agencies.contains(agency) && procedure.map(procedures.contains) ?? false ? 0 : nil
    }
  }

  /// The numbers that some figures of the same sort have at this place and time, without any dossier being
  /// read; what an officer did, and what no sums tell, is left out.
  func values(
    of others: [Figure],
    in store: any Store,
    on lane: ReadLane
  ) async throws -> [(figure: Figure, value: Int64)] {
    guard filter.officerCode.isEmpty else { return [] }
    let told = others.filter { other in
      switch other.measure {
      case .sums, .form: filter.headCode.isEmpty || !other.isStanding
      case .life, .dueBefore: false
      }
    }
    guard !told.isEmpty else { return [] }
    var values = told.map { _ in Int64(0) }
    for part in parts {
      let groups = groups(part.agencies)
      var sums = FigureSums()
      var row = MotCuaStore.ReportRow()
      if filter.form == .unspecified {
        sums = try await store.figures(part.span.question(groups), on: lane).sums(0)
          .keeping(channel: filter.channel.model, level: level)
      } else {
        let (period, time) = (part.span.period, part.span.time)
        row = try await store.reportRows(period, groups, at: time, on: lane).rows.first ?? row
      }
      for (place, other) in told.enumerated() { values[place] += other.value(sums, row) }
    }
    return Array(zip(told, values))
  }
}

/// Agencies and the days on which they count in a number.
struct FigurePart: Sendable {
  /// The days, at the point of time of the whole.
  let span: StatisticsSpan
  /// The agencies.
  let agencies: Set<AgencyCode>
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
    let figure = reader.figure(filter)
    let level = reader.level(filter.serviceLevel, without: filter.withoutServiceLevel, "figure.")
    if filter.form != .unspecified, filter.channel != .unspecified || level != .all {
      reader.refuse("figure.channel", "A form is not divided by it.")
    }
    let procedure = reader.procedureCode(filter.procedureCode, "figure.procedure_code")
    try reader.check()
    guard let figure else { throw RPCError.invalidField("figure", "There is no such figure.") }
    let known = position(filter.knownAt)
    let asked = try span(
      filter.period,
      asOf: filter.asOf,
      knownAt: known,
      field: "figure.period"
    )
    let span = StatisticsSpan(asked.period, asOf: asked.asOf, knownAt: known, now: asked.asOf)
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
      span: span,
      parts: filter.headCode.isEmpty
        ? [FigurePart(span: span, agencies: reach.codes)]
        : try headships(of: filter.headCode, in: span, context),
      level: level,
      isOfficerWhole: reach.isOpen && filter.headCode.isEmpty
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
  /// Reads the figure of a filter, and refuses what does not go with it.
  fileprivate mutating func figure(_ filter: FigureFilter) -> Figure? {
    let figure = Figure.named(filter.figure, in: filter.form)
    if figure == nil { refuse("figure.figure", "There is no such figure.") }
    if !filter.officerCode.isEmpty, figure?.isStanding == true {
      refuse("figure.officer_code", "The figure is of no officer's steps.")
    }
    guard !filter.headCode.isEmpty else { return figure }
    if figure?.isStanding == true {
      refuse("figure.head_code", "The figure stands at an instant; a head has days.")
    }
    let others: [(field: String, isGiven: Bool)] = [
      ("figure.agency_code", !filter.agencyCode.isEmpty),
      ("figure.level", filter.level != .unspecified),
      ("figure.officer_code", !filter.officerCode.isEmpty),
      ("figure.form", filter.form != .unspecified),
      ("figure.structure", filter.structure == .rolledUpToPresent),
    ]
    for other in others where other.isGiven {
      refuse(other.field, "It does not go with `head_code`.")
    }
    return figure
  }

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
