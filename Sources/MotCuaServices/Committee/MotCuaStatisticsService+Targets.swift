package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension SetTargetRequest: MutationRequest {}
extension ListTargetsRequest: PagedRequest {}
extension GetTargetProgressRequest: PagedRequest {}

extension MotCuaStatisticsService {
  /// Sets a target, or changes one.
  package func setTarget(
    _ request: SetTargetRequest,
    context: ServerContext
  ) async throws -> Target {
    let entry = try FieldReader.read { $0.target(request.target ?? Target(), "target.") }
    try requireScope(entry.agency, context)
    // A target without an agency binds the whole province.
    if entry.agency == nil, context.principal.scope(in: environment.store.directory) != .all {
      throw RPCError(reason: .outOfScope)
    }
    return try await environment.mutator.perform(
      RecordCommitteeEntry(
        entry: entry,
        etag: Etag.expected(request.etag),
        scope: context.principal.scope(in: environment.store.directory)
      ),
      for: request,
      context: context
    ) { (try? Target($0)) ?? Target() }
  }

  /// Lists the targets, those that ship with the product too, by code.
  package func listTargets(
    _ request: ListTargetsRequest,
    context: ServerContext
  ) async throws -> ListTargetsResponse {
    let window = try environment.window(request, context)
    let page = try window.page(of: try await targets(context)) { Array($0.code.utf8) }
    return ListTargetsResponse(targets: Array(page.items), nextPageToken: page.nextToken)
  }

  /// Measures targets.
  package func getTargetProgress(
    _ request: GetTargetProgressRequest,
    context: ServerContext
  ) async throws -> GetTargetProgressResponse {
    let window = try environment.window(request, context)
    let place = try PinnedPlace(window)
    let asOf = try FieldReader.readOptional { $0.date(request.asOf, "as_of") }
    let recorded = try environment.recordedTime(
      day: asOf,
      knownAt: request.knownAt,
      recordedBy: request.recordedBy,
      place
    )
    let time = recorded.time
    let all = try await targets(context, asOf: time.asOf, laterBy: recorded.later)
    let wanted = request.code.isEmpty ? all : all.filter { $0.code == request.code }
    guard request.code.isEmpty || !wanted.isEmpty else {
      throw StoreError.notFound(.committee(.target, request.code))
    }
    let page = PinnedPlace.page(
      of: wanted,
      from: place?.offset ?? 0,
      at: time,
      beside: recorded.recordedBy.milliseconds,
      window
    )
    var progress: [TargetProgress] = []
    // Of targets all count, so that each page of the same list tells the same of them.
    var recordedAt = wanted.map(\.setAt)
    for target in page.items {
      let told = try await self.progress(
        of: target,
        at: time,
        recordedBy: recorded.recordedBy,
        context
      )
      progress.append(told.progress)
      recordedAt.append(told.recordedAt)
    }
    return GetTargetProgressResponse(
      progress: progress,
      knownAt: time.knownAt ?? 0,
      nextPageToken: page.nextToken,
      asOf: time.asOf.timestamp,
      recordedBy: time.asOf.timestamp(orLater: recordedAt)
    )
  }

  /// The targets that the caller sees, by code.
  func targets(
    _ context: ServerContext,
    asOf instant: Instant? = nil,
    laterBy later: Instant? = nil
  ) async throws -> [Target] {
    let scope = context.principal.scope(in: environment.store.directory)
    let query = CommitteeQuery(paper: .target, agencies: scope.agencies)
    let list = CommitteeList(environment.store)
    let local: [Target] =
      if let instant {
        try await list.all(query, asOf: instant, laterBy: later) { try Target($0) }
      } else {
        try await list.all(query) { try Target($0) }
      }
    return (ShippedTargets.all + local).sorted {
      $0.code.utf8.lexicographicallyPrecedes($1.code.utf8)
    }
  }

  /// Refuses an agency that lies outside the caller's scope.
  func requireScope(_ agency: AgencyCode?, _ context: ServerContext) throws(RPCError) {
    guard let agency else { return }
    let directory = environment.store.directory
    guard directory.agency(agency) == nil || context.principal.covers(agency, in: directory) else {
      throw RPCError(reason: .outOfScope, metadata: ["agency": agency.text])
    }
  }

  /// How far one target has come at a point of both axes, and when the last report about it was
  /// recorded.
  private func progress(
    of target: Target,
    at time: FigureTime,
    recordedBy: Instant,
    _ context: ServerContext
  ) async throws -> (progress: TargetProgress, recordedAt: Instant?) {
    let day = time.asOf.ictDate
    let last = min(day, target.deadline.flatMap { CivilDate($0) } ?? day)
    var progress = TargetProgress(
      target: target,
      state: .notApplicable,
      countedTo: last.date
    )
    guard let from = target.from.flatMap({ CivilDate($0) }),
      let period = ReportPeriod(from: from, to: last),
      let metric = TargetMetric(target.metric)
    else { return (progress, nil) }
    let reach = try reach(target, asOf: min(time.asOf, period.end), context)
    let span = StatisticsSpan(period, knownAt: time.knownAt, now: time.asOf)
    var recordedAt: Instant?
    switch metric {
    case .dossiers(let name):
      let counted = try await figures(span, reach.codes, context)
      progress.rate = TargetMetric.rate(name, counted.whole)
    case .procedures(let name):
      let catalogue = try await environment.catalogue(asOf: span.asOf)
      let counts = procedureCounts.counts(catalogue, agencies: reach.offering, on: span.day)
      progress.rate = TargetMetric.rate(name, counts)
    case .reported(let kind):
      let reported = try await reported(period, reach.codes, by: recordedBy)
      progress.rate = reported[kind]?.rate("total")
      progress.source = reported[kind]?.cited ?? ""
      recordedAt = reported.recordedAt
    }
    progress.judge(target)
    return (progress, recordedAt)
  }

  /// The agencies that a target binds, within the caller's scope.
  func reach(
    _ target: Target,
    asOf instant: Instant,
    _ context: ServerContext
  ) throws(RPCError) -> StatisticsReach {
    try StatisticsReach(
      agencyCode: target.agencyCode,
      withSubordinates: target.includeSubordinates,
      level: target.level.model,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: instant)
    )
  }

  /// What people reported for a period about some agencies, as far as it was recorded by an instant.
  func reported(
    _ period: ReportPeriod,
    _ agencies: Set<AgencyCode>,
    by instant: Instant
  ) async throws -> ReportedFigures {
    let query = CommitteeQuery(
      paper: .indicator,
      agencies: agencies,
      to: period.to
    )
    let indicators = try await CommitteeList(environment.store)
      .all(query, asOf: instant) { try Indicator($0) }
    return ReportedFigures(indicators, in: period)
  }
}

extension ReportedFigures.Figure {
  /// Who reported it and when.
  var cited: String {
    guard let reportedOn else { return source }
    return source + " (" + reportedOn.description + ")"
  }
}

extension TargetProgress {
  /// Holds the rate against the target.
  mutating func judge(_ target: Target) {
    let rule = TargetRule(
      basisPoints: Int64(target.basisPoints),
      isCeiling: target.comparator == .atMost
    )
    guard let rate, let isMet = rule.isMet(rate.numerator, of: rate.denominator) else { return }
    state = isMet ? .met : .missed
    distance = rule.distance(rate.numerator, of: rate.denominator)
  }
}

extension Target {
  /// The instant at which it was set; nil for one that ships.
  var setAt: Instant? { updateTime.flatMap { Instant($0) } }

  /// The target of an entry.
  init(_ entry: CommitteeEntry) throws {
    self = try entry.message(Target.self)
    agencyCode = entry.agency?.text ?? agencyCode
    etag = Etag.text(entry.revision)
    updateTime = entry.recordedAt.timestamp
  }
}

extension FieldReader {
  /// The entry of a target; nil where a field is wrong.
  fileprivate mutating func target(_ message: Target, _ prefix: String) -> CommitteeEntry? {
    let from = date(message.from, prefix + "from")
    let deadline = date(message.deadline, prefix + "deadline")
    let agency = agencyCode(message.agencyCode, prefix + "agency_code")
    if let from, let deadline, deadline < from {
      refuse(prefix + "deadline", "The deadline lies before the first day.")
    }
    if TargetMetric(message.metric) == nil {
      refuse(prefix + "metric", "There is no such metric.")
    }
    if ShippedTargets.target(message.code) != nil {
      refuse(prefix + "code", "The target ships with the product and is not changed.")
    }
    guard violations.isEmpty, let deadline else { return nil }
    var kept = message
    kept.title = TextNormaliser.stored(message.title)
    kept.legalBasis = TextNormaliser.stored(message.legalBasis)
    kept.shipped = false
    kept.etag = ""
    kept.updateTime = nil
    guard let content = try? kept.serialized() else { return nil }
    return CommitteeEntry(
      paper: .target,
      code: message.code,
      agency: agency,
      day: deadline,
      content: content
    )
  }
}
