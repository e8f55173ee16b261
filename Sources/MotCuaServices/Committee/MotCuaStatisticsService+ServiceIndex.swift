package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Counts the index of Decision 766/QĐ-TTg.
  package func getServiceIndex(
    _ request: GetServiceIndexRequest,
    context: ServerContext
  ) async throws -> ServiceIndex {
    let now = environment.clock.now()
    let asked = try FieldReader.readOptional { $0.instant(request.recordedBy, "recorded_by") }
    let recordedBy = min(asked ?? now, now)
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: environment.position(request.knownAt)
    )
    guard let definition = ServiceIndexDefinition.version(request.version) else {
      throw RPCError(
        reason: .notFound,
        metadata: ["resource": "service_index", "name": request.version]
      )
    }
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      level: request.level.model,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: span.asOf)
    )
    let inputs = try await inputs(span, reach.codes, recordedBy, context)
    var index = ServiceIndex(definition, inputs.byCode)
    index.period = Period(from: span.period.from.date, to: span.period.to.date)
    index.retrospective = span.period.from < definition.inForceFrom
    index.asOf = span.asOf.timestamp
    index.knownAt = span.knownAt ?? 0
    index.recordedBy = span.asOf.timestamp(orLater: [inputs.reported.recordedAt])
    return index
  }

  private func inputs(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ recordedBy: Instant,
    _ context: ServerContext
  ) async throws -> ServiceIndexInputs {
    let store = environment.store
    return ServiceIndexInputs(
      period: span.period,
      dossiers: DossierCounts(try await figures(span, agencies, context).whole),
      inTimeSupplementedOften: try await inTimeSupplementedOften(span, agencies),
      dissatisfied: try await dissatisfied(span, agencies),
      procedureFigures: try await procedureFigures(span, agencies, context),
      digitisation: try await store.digitisation(
        agencies: agencies,
        from: span.period.start,
        to: span.asOf
      ),
      reported: try await reported(span.period, agencies, by: recordedBy),
      catalogue: try await environment.catalogue(asOf: span.asOf),
      directory: environment.directory(asOf: span.asOf),
      calendar: store.calendar,
      agencies: agencies,
      day: span.day
    )
  }

  /// How many ratings given in the period say 1 or 2 of 5.
  private func dissatisfied(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>
  ) async throws -> Int64 {
    let lives = try await environment.store.rated(
      upTo: Int(Figure.dissatisfiedScoreMax),
      from: span.period.start,
      to: span.asOf
    )
    return lives.reduce(0) { sum, life in
      let view = DossierFigureView(life, in: span.period, at: span.time)
      return sum + view.ratings(upTo: Figure.dissatisfiedScoreMax, agencies: agencies)
    }
  }

  /// How many ends in time and pending in time are of dossiers for which a supplement was requested
  /// more than once by the instant.
  private func inTimeSupplementedOften(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>
  ) async throws -> Int64 {
    let time = span.time
    let lives = try await environment.store.repeatedSupplements(since: span.period.start)
    return lives.reduce(0) { sum, life in
      let view = DossierFigureView(life, in: span.period, at: time)
      guard view.supplementRequests > 1 else { return sum }
      let counts = DossierCounts(view.sums(agencies: agencies).summary)
      return sum + counts.resolvedEarly + counts.resolvedOnTime + counts.pendingInTime
    }
  }
}

extension ServiceIndex {
  /// The index of a definition and what went into it.
  init(_ definition: ServiceIndexDefinition, _ inputs: [String: ServiceIndexInputs.Input]) {
    var points: [String: Int] = [:]
    for subIndex in definition.groups.flatMap(\.subIndices) {
      points[subIndex.code] = inputs[subIndex.code]?.rate.flatMap { subIndex.points($0) }
    }
    let total = definition.total(points)
    self.init(
      version: definition.version,
      legalBasis: definition.legalBasis,
      inForceFrom: definition.inForceFrom.date,
      groups: definition.groups.map { group in
        ServiceIndexGroup(
          title: group.title,
          points: Int64(group.subIndices.reduce(0) { $0 + (points[$1.code] ?? 0) }),
          maximum: Int64(group.maximum * 100),
          subIndices: group.subIndices.map {
            ServiceSubIndex($0, inputs[$0.code], points[$0.code])
          }
        )
      },
      points: Int64(total.points),
      maximum: Int64(definition.maximum),
      applicableMaximum: Int64(total.applicableMaximum),
      rescaledPoints: Int64(total.rescaled)
    )
  }
}

extension ServiceSubIndex {
  fileprivate init(
    _ subIndex: ServiceIndexDefinition.SubIndex,
    _ input: ServiceIndexInputs.Input?,
    _ points: Int?
  ) {
    self.init(
      code: subIndex.code,
      title: subIndex.title,
      maximum: Int64(subIndex.maximum * 100),
      capPercent: Int32(subIndex.capPercent),
      rate: input?.rate,
      applicable: points != nil,
      points: Int64(points ?? 0),
      assumed: subIndex.isAssumed,
      formula: subIndex.formula,
      source: input?.source ?? "",
      sourceDate: input?.reportedOn?.date,
      present: input?.isPresent ?? false,
      informative: subIndex.isInformative,
      meanSeconds: input?.mean?.seconds ?? 0,
      meanOf: input?.mean?.of ?? 0
    )
  }
}

extension ServiceIndexDefinition.SubIndex {
  /// The points of a rate, in hundredths; nil where it does not arise.
  fileprivate func points(_ rate: MotCuaAPI.Rate) -> Int? {
    MotCuaDomain.Rate(
      Int(rate.numerator),
      of: Int(rate.denominator),
      named: rate.denominatorName
    )?
    .points(maximum: maximum, capPercent: capPercent)
  }
}
