package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// The most groups and parts together: each is some kilobytes of figures.
  private static let cellsMax = 20_000
  private static let tooManyCells = RPCError.invalidField(
    "group_by",
    "Groups and parts are more than 20,000 together."
  )

  /// Counts by groups and parts of the period.
  package func queryStatistics(
    _ request: QueryStatisticsRequest,
    context: ServerContext
  ) async throws -> QueryStatisticsResponse {
    let window = try environment.window(request, context)
    let place = try PinnedPlace(window)
    let span = try environment.span(
      request.period,
      asOf: place?.time.asOf.timestamp ?? request.asOf,
      knownAt: place?.time.knownAt ?? request.knownAt,
      daysMax: request.groupBy == .officer ? Self.officerDaysMax : StatisticsSpan.daysMax
    )
    let query = try await read(request, span, place?.anchor, context)
    let counted: (rows: [StatisticsRow], knownAt: Int64)
    if request.groupBy == .officer {
      counted = try await rowsByOfficer(query, span, context)
    } else {
      counted = try await rows(query, span, context)
    }
    let time = FigureTime(asOf: span.asOf, knownAt: counted.knownAt)
    let page = PinnedPlace.page(
      of: counted.rows,
      from: place?.offset ?? 0,
      at: time,
      beside: query.anchor.map { Int64($0.daysSinceEpoch) },
      window
    )
    return QueryStatisticsResponse(
      rows: Array(page.items),
      asOf: span.asOf.timestamp,
      knownAt: counted.knownAt,
      nextPageToken: page.nextToken,
      fortnightAnchor: query.anchor?.date
    )
  }

  /// A query that is read.
  private struct Query: Sendable {
    let parts: [ReportPeriod]
    /// The Monday from which fortnights are counted; nil where the parts are others.
    let anchor: CivilDate?
    let groups: QueryGroups
    let channel: MotCuaDomain.Channel?
    let level: LevelChoice
    let reach: StatisticsReach
    let procedures: Set<ProcedureCode>?
    let withPrevious: Bool
  }

  private func read(
    _ request: QueryStatisticsRequest,
    _ span: StatisticsSpan,
    _ pinned: CivilDate?,
    _ context: ServerContext
  ) async throws -> Query {
    var reader = FieldReader()
    let procedure = reader.procedureCode(request.procedureCode, "procedure_code")
    let asked = reader.date(request.fortnightAnchor, "fortnight_anchor")
    if let asked, asked.weekday != .monday {
      reader.refuse("fortnight_anchor", "It must be a Monday.")
    }
    let level = reader.level(request.serviceLevel, without: request.withoutServiceLevel)
    if request.withPrevious, request.interval != .unspecified {
      reader.refuse("with_previous", "The parts of a period stand one beside the other already.")
    }
    if request.withPrevious, request.groupBy == .officer {
      reader.refuse("with_previous", "It does not go with figures by officer.")
    }
    try reader.check()
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      level: request.level.model,
      isRolledUp: request.structure == .rolledUpToPresent,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: span.asOf)
    )
    let procedures = try await environment.procedures(
      sector: request.sectorCode,
      procedure,
      asOf: span.asOf
    )
    let groups = QueryGroups(
      request.groupBy,
      reach,
      procedures,
      try await environment.catalogue(asOf: span.asOf)
    )
    let anchor =
      request.interval == .fortnight ? try await anchor(pinned ?? asked, context) : nil
    let parts = span.period.parts(request.interval, anchor: anchor ?? ReportPeriod.firstMonday)
    guard groups.groups.count * parts.count <= Self.cellsMax else { throw Self.tooManyCells }
    return Query(
      parts: parts,
      anchor: anchor,
      groups: groups,
      channel: request.channel.model,
      level: level,
      reach: reach,
      procedures: procedures,
      withPrevious: request.withPrevious
    )
  }

  /// The Monday from which fortnights are counted: the one asked for, or that of the province.
  private func anchor(
    _ asked: CivilDate?,
    _ context: ServerContext
  ) async throws -> CivilDate {
    if let asked { return asked }
    let policy = try await statisticsPolicy(context)
    return policy.fortnightAnchor.flatMap { CivilDate($0) } ?? ReportPeriod.firstMonday
  }

  private func rows(
    _ query: Query,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> (rows: [StatisticsRow], knownAt: Int64) {
    let store = environment.store
    let lane = ReadLane(context)
    let question = FigureQuestion(
      days: [span.period.from.addingDays(-1)] + query.parts.map(\.to),
      groups: query.groups.groups,
      time: span.time
    )
    let table = try await store.figures(question, on: lane)
    var previous: FigureTable?
    if query.withPrevious {
      let before = StatisticsSpan(
        span.period.previous,
        asOf: span.asOf,
        knownAt: table.knownAt,
        now: span.asOf
      )
      previous = try await store.figures(before.question(query.groups.groups), on: lane)
    }
    func counts(
      _ group: QueryGroups.Group,
      _ table: FigureTable,
      _ part: Int
    ) -> DossierCounts {
      let sums = table.sums(group.place, part).keeping(channel: query.channel, level: query.level)
      return DossierCounts(group.part(of: sums).summary)
    }
    var rows: [StatisticsRow] = []
    for group in query.groups.shown {
      for (place, part) in query.parts.enumerated() {
        let now = counts(group, table, place + 1)
        let before = previous.map { counts(group, $0, 1) }
        guard now != DossierCounts() || before.map({ $0 != DossierCounts() }) ?? false else {
          continue
        }
        rows.append(Self.row(group.key, group.name, part, now, before))
      }
    }
    return (rows, table.knownAt)
  }

  private static func row(
    _ key: String,
    _ name: String,
    _ part: ReportPeriod,
    _ counts: DossierCounts,
    _ before: DossierCounts?
  ) -> StatisticsRow {
    StatisticsRow(
      period: Period(from: part.from.date, to: part.to.date),
      key: key,
      name: name,
      dossiers: counts,
      rates: DossierRates(counts),
      previous: before,
      previousRates: before.map { DossierRates($0) }
    )
  }

  /// What each officer's steps changed; what stands at an instant is nobody's step.
  private func rowsByOfficer(
    _ query: Query,
    _ span: StatisticsSpan,
    _ context: ServerContext
  ) async throws -> (rows: [StatisticsRow], knownAt: Int64) {
    let store = environment.store
    let known = span.knownAt ?? store.lastSequence
    let table = OfficerTable(
      period: span.period,
      asOf: span.asOf,
      parts: query.parts.map(\.end),
      agencies: query.reach.codes,
      procedures: query.procedures,
      channel: query.channel,
      level: query.level,
      whole: query.reach.isOpen ? context.principal.officers(in: store.directory) : [],
      cellsMax: Self.cellsMax
    )
    let time = FigureTime(asOf: span.asOf, knownAt: known)
    let ofSteps = try await store.steps(from: span.period.start, at: time, into: table) {
      $0.take($1)
    }
    guard !ofSteps.isTooLarge else { throw Self.tooManyCells }
    let whole = try await store.lives(of: ofSteps.rated, into: ofSteps) { table, life in
      let view = DossierFigureView(life, in: span.period, at: time)
      for rating in view.ratings { table.add(rating.step, of: rating.officer) }
    }
    guard !whole.isTooLarge else { throw Self.tooManyCells }
    var rows: [StatisticsRow] = []
    for (officer, counts) in whole.sums.sorted(by: { $0.key < $1.key }) {
      let name = store.directory.officer(officer)?.name ?? ""
      for (place, sum) in counts.sorted(by: { $0.key < $1.key }) where sum != MeasureCounts() {
        var summary = MotCuaStore.StatisticsSummary.zero
        summary.counts = sum
        rows.append(Self.row(officer, name, query.parts[place], DossierCounts(summary), nil))
      }
    }
    return (rows, known)
  }
}

extension QueryStatisticsRequest: PagedRequest {}

extension ReportPeriod {
  /// The parts of a period by a cycle, cut at its ends.
  func parts(_ interval: StatisticsInterval, anchor: CivilDate) -> [ReportPeriod] {
    guard let cycle = Cycle(interval, anchor: anchor) else { return [self] }
    var parts: [ReportPeriod] = []
    var day = from
    while day <= to {
      let whole = ReportPeriod.containing(day, cycle)
      guard let part = ReportPeriod(from: day, to: min(whole.to, to)) else { break }
      parts.append(part)
      day = part.to.addingDays(1)
    }
    return parts
  }
}

extension ReportPeriod.Cycle {
  fileprivate init?(_ interval: StatisticsInterval, anchor: CivilDate) {
    switch interval {
    case .day: self = .day
    case .week: self = .week
    case .fortnight: self = .fortnight(anchor: anchor)
    case .month: self = .month
    case .quarter: self = .quarter
    case .year: self = .year
    case .unspecified, .unrecognized: return nil
    }
  }
}
