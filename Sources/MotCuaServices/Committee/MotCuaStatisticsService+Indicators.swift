package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension RecordIndicatorRequest: MutationRequest {}
extension ListIndicatorsRequest: PagedRequest {}

extension MotCuaStatisticsService {
  /// Records a figure that people report, or corrects one.
  package func recordIndicator(
    _ request: RecordIndicatorRequest,
    context: ServerContext
  ) async throws -> Indicator {
    let directory = environment.store.directory
    let entry = try FieldReader.read {
      $0.indicator(request.indicator ?? Indicator(), "indicator.", directory)
    }
    try requireScope(entry.agency, context)
    return try await environment.mutator.perform(
      RecordCommitteeEntry(
        entry: entry,
        etag: Etag.expected(request.etag),
        scope: context.principal.scope(in: environment.store.directory)
      ),
      for: request,
      context: context
    ) { (try? Indicator($0)) ?? Indicator() }
  }

  /// Lists reported figures of agencies in the caller's scope.
  package func listIndicators(
    _ request: ListIndicatorsRequest,
    context: ServerContext
  ) async throws -> ListIndicatorsResponse {
    let window = try environment.window(request, context)
    var reader = FieldReader()
    let period = reader.period(request.period, "period")
    let code = reader.agencyCode(request.agencyCode, "agency_code")
    try reader.check()
    let directory = environment.store.directory
    let agency = code.map { directory.agency($0)?.code ?? $0 }
    let query = CommitteeQuery(
      paper: .indicator,
      agencies: context.principal.scope(in: directory).agencies,
      from: period?.from,
      includesSuperseded: request.includeSuperseded
    )
    // The youngest version of a code comes first; the page may begin behind it.
    var place = window.place
    var latest = place?.text()
    let page = try await CommitteeList(environment.store).page(query, window) {
      entry -> Indicator? in
      var indicator = try Indicator(entry)
      indicator.superseded = entry.code == latest
      latest = entry.code
      guard request.kind == .unspecified || indicator.kind == request.kind,
        agency == nil || entry.agency == agency,
        period == nil
          || ReportPeriod(indicator.period).map({ $0.from <= period?.to ?? $0.from })
            ?? false
      else { return nil }
      return indicator
    }
    return ListIndicatorsResponse(
      indicators: page.items,
      nextPageToken: page.nextToken
    )
  }
}

extension Indicator {
  /// The indicator of an entry.
  init(_ entry: CommitteeEntry) throws {
    self = try entry.message(Indicator.self)
    agencyCode = entry.agency?.text ?? agencyCode
    etag = Etag.text(entry.revision)
    recordTime = entry.recordedAt.timestamp
    principalId = entry.principalID
  }

  /// What identifies it: kind, agency and period; nil where the period is no period.
  var entryCode: String? {
    ReportPeriod(period).map { "\(kind.name)/\(agencyCode)/\($0.from)/\($0.to)" }
  }
}

extension FieldReader {
  /// The entry of an indicator; nil where a field is wrong.
  fileprivate mutating func indicator(
    _ message: Indicator,
    _ prefix: String,
    _ directory: AgencyDirectory
  ) -> CommitteeEntry? {
    let period = period(message.period, prefix + "period")
    let reportedOn = date(message.reportedOn, prefix + "reported_on")
    let agency = agencyCode(message.agencyCode, prefix + "agency_code")
    if message.total > 0, message.value > message.total {
      refuse(prefix + "value", "The value exceeds the total that it is a part of.")
    }
    guard violations.isEmpty, let period, let agency, reportedOn != nil else { return nil }
    var kept = message
    kept.agencyCode = (directory.agency(agency)?.code ?? agency).text
    kept.unit = TextNormaliser.stored(message.unit)
    kept.source = TextNormaliser.stored(message.source)
    kept.note = TextNormaliser.stored(message.note)
    kept.etag = ""
    kept.recordTime = nil
    kept.principalId = 0
    kept.superseded = false
    guard let code = kept.entryCode, let content = try? kept.serialized() else { return nil }
    return CommitteeEntry(
      paper: .indicator,
      code: code,
      agency: agency,
      day: period.to,
      content: content
    )
  }
}
