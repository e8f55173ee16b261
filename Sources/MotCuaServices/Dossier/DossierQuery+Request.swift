package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
import RPCCore

extension DossierQuery {
  /// What a request for a list keeps.
  package init(
    _ request: ListDossiersRequest,
    directory: AgencyDirectory,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    now: Instant
  ) throws {
    var reader = FieldReader()
    let procedure = reader.procedureCode(request.procedureCode, "procedure_code")
    let submitted = reader.period(request.submitted, "submitted")
    let received = reader.period(request.received, "received")
    let dueBy = reader.date(request.dueBy, "due_by")
    let name = Self.given(request.applicantName)
    if let name, !Self.hasWords(name) {
      reader.refuse("applicant_name", "A name has letters or digits.")
    }
    let text = Self.given(request.text)
    if let text, !Self.hasWords(text) {
      reader.refuse("text", "A text has letters or digits.")
    }
    try reader.check()
    let day = dueBy.map { [Instant(ict: $0.addingDays(1), minute: 0)] } ?? []
    let dueBefore = (try request.dueSoon(calendar, now) + day).min()
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
      dueBefore: dueBefore,
      notLateAt: request.asksForDueSoon ? now : nil,
      identityNumber: Self.given(request.applicantIdentityNumber),
      phone: Self.given(request.applicantPhone),
      name: name,
      text: text.map { DossierText($0, in: catalogue) },
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

  private static func hasWords(_ name: String) -> Bool {
    name.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  private static func given(_ text: String) -> String? {
    text.isEmpty ? nil : TextNormaliser.stored(text)
  }
}

extension ListDossiersRequest {
  /// Whether a filter tells of a person.
  var asksForApplicant: Bool {
    !applicantIdentityNumber.isEmpty || !applicantPhone.isEmpty || !applicantName.isEmpty
      || !text.isEmpty
  }

  fileprivate var asksForDueSoon: Bool { dueWithinWorkingDays > 0 || dueWithinHours > 0 }

  /// The first instants after what is due soon.
  fileprivate func dueSoon(_ calendar: WorkingCalendar, _ now: Instant) throws -> [Instant] {
    var bounds: [Instant] = []
    if dueWithinHours > 0 {
      bounds.append(Instant(milliseconds: now.milliseconds + Int64(dueWithinHours) * 3_600_000 + 1))
    }
    guard dueWithinWorkingDays > 0 else { return bounds }
    do throws(DueDateError) {
      let last = try calendar.workingDay(Int(dueWithinWorkingDays), after: now.ictDate)
      return bounds + [Instant(ict: last.addingDays(1), minute: 0)]
    } catch {
      throw RPCError(error)
    }
  }
}

extension ReportPeriod {
  /// The first instant after the period.
  package var firstInstantAfter: Instant { Instant(ict: to.addingDays(1), minute: 0) }
}
