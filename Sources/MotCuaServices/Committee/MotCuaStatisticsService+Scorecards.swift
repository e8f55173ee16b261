package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// The longest period of figures by officer, in days: their steps are looked at one by one.
  package static let officerDaysMax = 366

  /// Counts what an agency, a head or an officer came to.
  package func getScorecard(
    _ request: GetScorecardRequest,
    context: ServerContext
  ) async throws -> Scorecard {
    let isOfficer = !request.officerCode.isEmpty
    let subjects = [request.agencyCode, request.headCode, request.officerCode]
    var reader = FieldReader()
    if subjects.filter({ !$0.isEmpty }).count != 1 {
      reader.refuse("agency_code", "Exactly one of agency, head and officer must be given.")
    }
    let asked = reader.instant(request.recordedBy, "recorded_by")
    try reader.check()
    let now = environment.clock.now()
    let recordedBy = min(asked ?? now, now)
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: environment.position(request.knownAt),
      daysMax: isOfficer ? Self.officerDaysMax : StatisticsSpan.daysMax
    )
    var card = try await card(request, span, context)
    card.count(try await violations(request, span, context))
    card.period = Period(from: span.period.from.date, to: span.period.to.date)
    card.asOf = span.asOf.timestamp
    let targets = try await targets(context, asOf: span.asOf, laterBy: recordedBy)
    card.hold(against: targets, on: span.day, environment.directory(asOf: span.asOf))
    card.recordedBy = span.asOf.timestamp(orLater: targets.map(\.setAt))
    return card
  }

  private func card(
    _ request: GetScorecardRequest,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> Scorecard {
    if !request.officerCode.isEmpty {
      return try await officerCard(request.officerCode, span, context)
    }
    let directory = environment.store.directory
    if request.headCode.isEmpty {
      let past = environment.directory(asOf: span.asOf)
      let reach = try StatisticsReach(
        agencyCode: request.agencyCode,
        withSubordinates: request.includeSubordinates,
        principal: context.principal,
        directory: directory,
        past: past
      )
      var card = try await agencyCard(reach.codes, span, context)
      let agency = AgencyCode(request.agencyCode).flatMap { past.agency($0) }
      card.subject = .agency
      card.code = agency?.code.text ?? request.agencyCode
      card.name = agency?.name ?? ""
      return card
    }
    let headed = try environment.headships(of: request.headCode, in: span, context)
    var card = try await headCard(headed, context)
    card.subject = .head
    card.code = request.headCode
    card.name = directory.officer(request.headCode)?.name ?? ""
    card.knownAt = span.knownAt ?? 0
    return card
  }

  private func agencyCard(
    _ agencies: Set<AgencyCode>,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> Scorecard {
    let counted = try await figures(span, agencies, context)
    var card = Scorecard(counted.whole)
    card.agencyCodes = agencies.sorted().map(\.text)
    card.knownAt = counted.knownAt
    return card
  }

  /// Sums what agencies came to on the days on which one officer was their head.
  private func headCard(
    _ parts: [FigurePart],
    _ context: ServerContext
  ) async throws -> Scorecard {
    var whole = MotCuaStore.StatisticsSummary.zero
    for part in parts { whole.add(try await figures(part.span, part.agencies, context).whole) }
    var card = Scorecard(whole)
    let agencies = parts.reduce(into: Set()) { $0.formUnion($1.agencies) }
    card.agencyCodes = agencies.sorted().map(\.text)
    return card
  }

  /// Counts the violations of an agency's, a head's or an officer's card, within the caller's scope.
  private func violations(
    _ request: GetScorecardRequest,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> ViolationCount {
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: span.asOf)
    )
    let query = ViolationQuery(
      from: span.period.start,
      before: span.asOf + 1,
      agencies: reach.isWhole ? nil : reach.codes,
      officer: request.officerCode.isEmpty ? nil : .officer(request.officerCode),
      head: request.headCode.isEmpty ? nil : .officer(request.headCode)
    )
    var sum = ViolationCount(code: "")
    for count in try await environment.store.violationCounts(query, by: .agency) {
      sum.counts.merge(count.counts, uniquingKeysWith: +)
    }
    return sum
  }

  private func officerCard(
    _ code: String,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> Scorecard {
    let store = environment.store
    guard let officer = store.directory.officer(code),
      context.principal.covers(officer: code, in: store.directory)
    else { throw StoreError.notFound(.officer(code)) }
    let knownAt = span.knownAt ?? store.lastSequence
    let sums = try await store.sums(
      FigureDossierQuery(
        measure: .sums { _ in 0 },
        period: span.period,
        time: FigureTime(asOf: span.asOf, knownAt: knownAt),
        officer: code
      )
    )
    var card = Scorecard(sums.summary)
    card.subject = .officer
    card.code = officer.code
    card.name = officer.name
    card.agencyCodes = [officer.agency.text]
    card.knownAt = knownAt
    return card
  }
}

extension Scorecard {
  /// The counts, and the rates in the order in which they are shown: the same that targets are held
  /// against.
  fileprivate init(_ summary: MotCuaStore.StatisticsSummary) {
    let counts = DossierCounts(summary)
    self.init(
      received: counts.received,
      receivedOnline: counts.receivedOnline,
      onlineByApplicant: counts.onlineByApplicant,
      onlineAssisted: counts.onlineAssisted,
      onlineByOfficer: counts.onlineByOfficer,
      receivedLevel34: counts.receivedLevel34,
      receivedLevel34Online: counts.receivedLevel34Online,
      resolved: counts.resolved,
      resolvedLate: counts.resolvedLate,
      supplementRequested: counts.supplementRequested,
      refused: counts.refused,
      rated: counts.rated,
      ratingSum: counts.ratingSum,
      lines: Self.metrics.map { ScoreLine(metric: $0, rate: TargetMetric.rate($0, summary)) }
    )
  }

  private static let metrics = [
    "online_of_level34", "online", "by_applicant_of_online", "on_time", "supplement",
    "satisfaction",
  ]

  /// Takes over what the rules about paper left on record.
  fileprivate mutating func count(_ found: ViolationCount) {
    violations = found.violations
    paperTaken = found.counts[.paperTaken] ?? 0
    paperRefused = found.counts[.paperRefused] ?? 0
    paperDemanded = found.counts[.paperDemanded] ?? 0
  }

  /// Holds each rate against the nearest target on it: one of the agency itself before one of its
  /// level, and that before one of the whole province; of equals the one with the later deadline.
  fileprivate mutating func hold(
    against targets: [Target],
    on day: CivilDate,
    _ directory: AgencyDirectory
  ) {
    let levels = Set(
      agencyCodes.compactMap { AgencyCode($0).flatMap { directory.agency($0)?.level } }
    )
    for index in lines.indices {
      let bound = targets.compactMap { target -> (rank: Int, target: Target)? in
        guard target.metric == lines[index].metric,
          target.from.flatMap({ CivilDate($0) }).map({ $0 <= day }) ?? false
        else { return nil }
        return nearness(of: target, levels).map { ($0, target) }
      }
      let nearest = bound.min {
        ($0.rank, $1.target.deadlineDay, $0.target.code)
          < ($1.rank, $0.target.deadlineDay, $1.target.code)
      }
      guard let target = nearest?.target else { continue }
      lines[index].judge(target)
    }
  }

  private func nearness(of target: Target, _ levels: Set<MotCuaDomain.AgencyLevel>) -> Int? {
    if !target.agencyCode.isEmpty { return agencyCodes.contains(target.agencyCode) ? 0 : nil }
    guard target.level != .unspecified else { return 2 }
    return target.level.model.map { levels == [$0] } == true ? 1 : nil
  }
}

extension ScoreLine {
  fileprivate mutating func judge(_ target: Target) {
    var progress = TargetProgress(rate: rate, state: .notApplicable)
    progress.judge(target)
    targetCode = target.code
    targetBasisPoints = target.basisPoints
    state = progress.state
  }
}

extension Target {
  /// The deadline as a number of days; 0 where there is none.
  fileprivate var deadlineDay: Int {
    deadline.flatMap { CivilDate($0) }?.daysSinceEpoch ?? 0
  }
}
