package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  /// Lists what the rules about paper left on record.
  package func listViolations(
    _ request: ListViolationsRequest,
    context: ServerContext
  ) async throws -> ListViolationsResponse {
    let window = try environment.window(request, context)
    let (query, asOf) = try query(request.filter, context)
    let page = try await environment.store.violations(
      query,
      before: try window.place.map(Self.recordID),
      limit: window.limit
    )
    return ListViolationsResponse(
      violations: page.items.map { Violation($0) },
      nextPageToken: window.token(after: page.next.map { ListPlace(number: $0) }),
      asOf: asOf.timestamp
    )
  }

  /// Counts what the rules about paper left on record.
  package func countViolations(
    _ request: CountViolationsRequest,
    context: ServerContext
  ) async throws -> CountViolationsResponse {
    let window = try environment.window(request, context)
    guard let grouping = request.groupBy.model else {
      throw RPCError.invalidField("group_by", "It must be given.")
    }
    let place = try PinnedPlace(window)
    var filter = request.filter ?? ViolationFilter()
    // Further pages count up to the instant of the first.
    if let place { filter.asOf = place.time.asOf.timestamp }
    let (query, asOf) = try query(filter, context)
    let counts = try await environment.store.violationCounts(query, by: grouping)
    let page = PinnedPlace.page(
      of: counts,
      from: place?.offset ?? 0,
      at: FigureTime(asOf: asOf),
      window
    )
    let directory = environment.directory(asOf: asOf)
    return CountViolationsResponse(
      groups: page.items.map { ViolationGroup($0, name: directory.name(of: $0.code, grouping)) },
      nextPageToken: page.nextToken,
      asOf: asOf.timestamp
    )
  }

  /// The records of a filter within the caller's scope of agencies, and up to when they count.
  private func query(
    _ filter: ViolationFilter?,
    _ context: ServerContext
  ) throws -> (query: ViolationQuery, asOf: Instant) {
    let filter = filter ?? ViolationFilter()
    let now = environment.clock.now()
    let instant = try FieldReader.readOptional { $0.instant(filter.asOf, "filter.as_of") }
    let span = try FieldReader.read {
      $0.period(filter.period, "filter.period", daysMax: StatisticsSpan.daysMax)
        .map { StatisticsSpan($0, asOf: instant, now: now) }
    }
    // Who stands below whom is as it was then; what the caller may see is as it is now.
    let reach = try StatisticsReach(
      agencyCode: filter.agencyCode,
      withSubordinates: filter.includeSubordinates,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: span.asOf)
    )
    let query: ViolationQuery = try FieldReader.read { reader in
      let procedure = reader.procedureCode(filter.procedureCode, "filter.procedure_code")
      let officer = reader.person(filter.officerCode, filter.withoutOfficer, "filter.officer_code")
      let head = reader.person(
        filter.headOfficerCode,
        filter.withoutHead,
        "filter.head_officer_code"
      )
      let kinds = Set(filter.kinds.compactMap(\.model))
      return ViolationQuery(
        from: span.period.start,
        before: span.asOf + 1,
        agencies: reach.isWhole ? nil : reach.codes,
        officer: officer,
        head: head,
        kinds: kinds.isEmpty ? MotCuaStore.ViolationKind.violations : kinds,
        procedure: procedure
      )
    }
    return (query, span.asOf)
  }

  private static func recordID(_ place: ListPlace) throws(RPCError) -> Int64 {
    var place = place
    guard let id = place.number() else { throw PageWindow.mismatch }
    return id
  }
}

extension ListViolationsRequest: PagedRequest {}
extension CountViolationsRequest: PagedRequest {}

extension FieldReader {
  /// An officer, or nobody; nil where neither is asked for.
  fileprivate mutating func person(
    _ code: String,
    _ isNobody: Bool,
    _ field: String
  ) -> ViolationQuery.Person? {
    if !code.isEmpty, isNobody {
      refuse(field, "It is not given where records without a name are asked for.")
    }
    return isNobody ? .nobody : code.isEmpty ? nil : .officer(code)
  }
}

extension AgencyDirectory {
  /// The present name of an agency or an officer; empty for one that is gone.
  fileprivate func name(of code: String, _ grouping: MotCuaStore.ViolationGrouping) -> String {
    switch grouping {
    case .agency: AgencyCode(code).flatMap { agency($0)?.name } ?? ""
    case .officer, .head: officer(code)?.name ?? ""
    }
  }
}

extension Violation {
  /// A record about paper on the wire.
  init(_ record: ViolationRecord) {
    self.init(
      id: record.id,
      kind: MotCuaAPI.ViolationKind(record.kind),
      occurredAt: record.at.timestamp,
      agencyCode: record.agency.text,
      officerCode: record.officer ?? "",
      headOfficerCode: record.head ?? "",
      procedureCode: record.procedure.text,
      dossierCode: record.dossier?.text ?? "",
      channel: MotCuaAPI.Channel(record.channel),
      exemptionCode: record.exemption
    )
  }
}

extension ViolationGroup {
  /// The counts of one agency or officer on the wire.
  init(_ count: ViolationCount, name: String) {
    self.init(
      code: count.code,
      name: name,
      violations: count.violations,
      paperTaken: count.counts[.paperTaken] ?? 0,
      paperRefused: count.counts[.paperRefused] ?? 0,
      paperDemanded: count.counts[.paperDemanded] ?? 0,
      paperExempted: count.counts[.paperExempted] ?? 0
    )
  }
}
