package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
import RPCCore

extension DossierQuery {
  /// What a request for a list keeps.
  package init(
    _ request: ListDossiersRequest,
    directory: AgencyDirectory,
    now: Instant
  ) throws {
    var reader = FieldReader()
    let procedure = reader.procedureCode(request.procedureCode, "procedure_code")
    let submitted = reader.period(request.submitted, "submitted")
    let received = reader.period(request.received, "received")
    let dueBy = reader.date(request.dueBy, "due_by")
    if !request.externalCode.isEmpty, request.externalSource.isEmpty {
      reader.refuse("external_source", "A code elsewhere needs its source.")
    }
    try reader.check()
    self.init(
      agencies: try directory.agencies(
        request.agencyCode,
        withSubordinates: request.includeSubordinates,
        withPredecessors: request.includePredecessors
      ),
      procedure: procedure,
      states: Set(request.states.compactMap(\.model)),
      channel: request.channel.model,
      submittedFrom: submitted?.start,
      submittedBefore: submitted?.firstInstantAfter,
      receivedFrom: received?.start,
      receivedBefore: received?.firstInstantAfter,
      overdueAt: request.overdueOnly ? now : nil,
      dueBefore: dueBy.map { Instant(ict: $0.addingDays(1), minute: 0) },
      identityNumber: Self.given(request.applicantIdentityNumber),
      externalSource: Self.given(request.externalSource),
      externalCode: Self.given(request.externalCode),
      order: request.order.model ?? .submitted
    )
  }

  /// What a request for an export keeps.
  package init(_ request: ExportDossiersRequest, directory: AgencyDirectory) throws {
    let submitted = try FieldReader.readOptional { $0.period(request.submitted, "submitted") }
    self.init(
      agencies: try directory.agencies(
        request.agencyCode,
        withSubordinates: request.includeSubordinates,
        withPredecessors: request.includePredecessors
      ),
      submittedFrom: submitted?.start,
      submittedBefore: submitted?.firstInstantAfter
    )
  }

  private static func given(_ text: String) -> String? {
    text.isEmpty ? nil : TextNormaliser.stored(text)
  }
}

extension ReportPeriod {
  /// The first instant after the period.
  package var firstInstantAfter: Instant { Instant(ict: to.addingDays(1), minute: 0) }
}
