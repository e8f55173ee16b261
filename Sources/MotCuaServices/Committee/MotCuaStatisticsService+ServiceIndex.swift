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
    let period = try FieldReader.read {
      $0.period(request.period, "period", daysMax: StatisticsSpan.daysMax)
    }
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
      directory: environment.store.directory
    )
    let span = StatisticsSpan(period, now: environment.clock.now())
    let counted = try await figures(span, reach.codes, context)
    let inputs = try await inputs(
      span.known(at: counted.knownAt),
      reach.codes,
      counted.whole,
      context
    )
    var index = ServiceIndex(definition, inputs.byCode)
    index.period = Period(from: period.from.date, to: period.to.date)
    index.retrospective = period.from < definition.inForceFrom
    index.asOf = span.asOf.timestamp
    index.knownAt = counted.knownAt
    return index
  }

  private func inputs(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    _ figures: MotCuaStore.StatisticsSummary,
    _ context: ServerContext
  ) async throws -> ServiceIndexInputs {
    let store = environment.store
    return ServiceIndexInputs(
      period: span.period,
      dossiers: DossierCounts(figures),
      inTimeSupplementedOften: try await inTimeSupplementedOften(
        span,
        agencies,
        knownAt: span.knownAt ?? store.lastSequence
      ),
      procedureFigures: try await procedureFigures(span, agencies, context),
      digitisation: try await store.digitisation(
        agencies: agencies,
        from: span.period.start,
        to: span.asOf
      ),
      reported: try await reported(span.period, agencies),
      catalogue: try await environment.catalogue(asOf: span.asOf),
      directory: environment.directory(asOf: span.asOf),
      calendar: store.calendar,
      agencies: agencies,
      day: span.day
    )
  }

  /// How many ends in time and pending in time are of dossiers for which a supplement was requested
  /// more than once by the instant.
  private func inTimeSupplementedOften(
    _ span: StatisticsSpan,
    _ agencies: Set<AgencyCode>,
    knownAt: Int64
  ) async throws -> Int64 {
    let time = FigureTime(asOf: span.asOf, knownAt: knownAt)
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
      points[subIndex.code] = inputs[subIndex.code].flatMap { subIndex.points($0.rate) }
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
      sourceDate: input?.reportedOn?.date
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
