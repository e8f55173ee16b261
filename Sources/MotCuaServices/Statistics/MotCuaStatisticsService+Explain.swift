package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Says what a number counts and what it leaves out.
  package func explainFigure(
    _ request: ExplainFigureRequest,
    context: ServerContext
  ) async throws -> ExplainFigureResponse {
    guard let filter = request.figure else {
      throw RPCError.invalidField("figure", "It must be given.")
    }
    let resolved = try await environment.resolve(filter, context)
    let figure = resolved.figure
    let dossiers = try await environment.dossiers(
      behind: resolved,
      resolved.queries,
      limit: PageWindow.sizeDefault
    )
    let others = figure.leavesOut.compactMap { Figure.named($0, in: filter.form) }
    let leftOut = try await resolved.values(
      of: others,
      in: environment.store,
      on: ReadLane(context)
    )
    return ExplainFigureResponse(
      figure: resolved.filter,
      value: Int64(dossiers.count),
      dossiers: Int64(Set(dossiers).count),
      title: figure.title.vietnamese,
      titleEn: figure.title.english,
      counts: figure.counts.vietnamese,
      countsEn: figure.counts.english,
      leavesOut: leftOut.map { other in
        FigureLeftOut(
          figure: other.figure.name,
          title: other.figure.title.vietnamese,
          titleEn: other.figure.title.english,
          value: other.value
        )
      }
    )
  }

  /// Lists dossiers that are late, each by the figure that counts it, or that soon will be.
  package func listOverdue(
    _ request: ListOverdueRequest,
    context: ServerContext
  ) async throws -> ListOverdueResponse {
    let window = try environment.window(request, context)
    let place = try PinnedPlace(window)
    let resolved = try await environment.resolve(try filter(request, place), context)
    let time = resolved.span.time
    var queries = resolved.queries
    if request.kind == .dueSoon {
      let last = time.asOf.ictDate.addingDays(Int(request.withinDays))
      queries = resolved.queries(.dueBefore(ReportPeriod.end(of: last) + 1))
    }
    let ids = try await environment.dossiers(
      behind: resolved,
      queries,
      withinDays: request.kind == .dueSoon ? request.withinDays : nil,
      limit: window.limit
    )
    let page = PinnedPlace.page(of: ids, from: place?.offset ?? 0, at: time, window)
    let rows = try await environment.rows(
      numbered: Array(page.items),
      of: queries,
      context
    )
    let names = DossierNames(
      directory: environment.directory(asOf: time.asOf),
      catalogue: try await environment.catalogue(asOf: time.asOf)
    )
    var dossiers: [OverdueDossier] = []
    for row in rows {
      switch row {
      case .seen(let present):
        let dossier = try await environment.dossier(present, at: time, context)
        dossiers.append(OverdueDossier(dossier, kind: request.kind, names, at: time.asOf))
      case .outside(let code, let procedure, let agency):
        dossiers.append(
          OverdueDossier(
            code: code.text,
            procedureCode: procedure.text,
            procedureName: names.procedure(procedure),
            agencyCode: agency?.text ?? "",
            agencyName: agency.map(names.agency) ?? ""
          )
        )
      }
    }
    return ListOverdueResponse(
      dossiers: dossiers,
      total: Int64(ids.count),
      asOf: time.asOf.timestamp,
      knownAt: resolved.filter.knownAt,
      nextPageToken: page.nextToken
    )
  }

  private func filter(
    _ request: ListOverdueRequest,
    _ place: PinnedPlace?
  ) throws(RPCError) -> FigureFilter {
    var filter = FigureFilter(
      period: request.period,
      asOf: place?.time.asOf.timestamp ?? request.asOf,
      knownAt: place?.time.knownAt ?? request.knownAt,
      agencyCode: request.agencyCode,
      includeSubordinates: request.includeSubordinates,
      level: request.level,
      structure: request.structure
    )
    switch request.kind {
    case .pending: filter.figure = "pending_overdue"
    case .waiting: filter.figure = "waiting_overdue"
    case .dueSoon: filter.figure = "pending_in_time"
    case .resolved:
      filter.figure = "resolved_late"
      filter.form = .ii06a
    case .unspecified, .unrecognized:
      throw RPCError.invalidField("kind", "It must be given.")
    }
    if request.withinDays > 0, request.kind != .dueSoon {
      throw RPCError.invalidField("within_days", "It goes with DUE_SOON alone.")
    }
    if filter.period == nil, request.kind != .resolved {
      let now = environment.clock.now()
      let day = (filter.asOf.flatMap { Instant($0) } ?? now).ictDate.date
      filter.period = Period(from: day, to: day)
    }
    return filter
  }
}

extension ListOverdueRequest: PagedRequest {}

extension OverdueDossier {
  init(_ dossier: DossierRecord, kind: OverdueKind, _ names: DossierNames, at asOf: Instant) {
    let due = kind == .waiting ? dossier.acceptanceDueAt : dossier.dueAt
    let end = dossier.finishedAt.map { min($0, asOf) } ?? asOf
    let days = due.map { end.ictDate.daysSinceEpoch - $0.ictDate.daysSinceEpoch } ?? 0
    self.init(
      code: dossier.code.text,
      procedureCode: dossier.procedure.text,
      procedureName: names.procedure(dossier.procedure),
      agencyCode: dossier.agency.text,
      agencyName: names.agency(dossier.agency),
      holderCode: dossier.responsibleAgency.text,
      officerCode: dossier.handling.assignee ?? "",
      state: MotCuaAPI.DossierState(dossier.state),
      receivedAt: dossier.receivedAt?.timestamp,
      dueAt: due?.timestamp,
      finishedAt: dossier.finishedAt?.timestamp,
      daysLate: kind == .dueSoon ? 0 : Int32(clamping: max(days, 0)),
      daysLeft: kind == .dueSoon ? Int32(clamping: max(-days, 0)) : 0
    )
  }
}
