package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

/// Shows dossiers to one caller: what a view leaves out never reaches the wire.
package struct DossierPresenter: Sendable {
  private let catalogue: Catalogue
  private let viewer: MotCuaDomain.PrincipalKind

  /// Shows with the catalogue's present names to a caller of some kind.
  package init(catalogue: Catalogue, viewer: MotCuaDomain.PrincipalKind) {
    self.catalogue = catalogue
    self.viewer = viewer
  }

  /// The BASIC view; lateness is judged at `now`.
  ///
  /// An administrator configures and never handles dossiers: what the applicant or an officer
  /// wrote about the case is left out too.
  package func basic(_ record: DossierRecord, at now: Instant) -> Dossier {
    var message = common(record, at: now)
    message.resultReturn?.receiverName = ""
    message.rating?.comment = ""
    // Why nothing is paid tells of the owner's means or health.
    for index in message.fees.indices { message.fees[index].exemptionReason = "" }
    if viewer == .administrator {
      message.closingReason = ""
      for index in message.results.indices { message.results[index].revocationReason = "" }
      message.supplement?.reason = ""
    } else {
      message.applicant = Applicant(
        name: record.applicant.name,
        subjectType: MotCuaAPI.SubjectType(record.applicant.subjectType),
        identityKind: MotCuaAPI.IdentityKind(record.applicant.identityKind),
        identityNumber: Self.masked(record.applicant.identityNumber),
        phone: Self.masked(record.applicant.phone)
      )
    }
    return message
  }

  /// The last three characters, by which two of a name are told apart; the others as asterisks.
  package static func masked(_ number: String) -> String {
    let characters = number.utf8
    // Nearly all are ASCII, and each call that shows a dossier asks for two.
    if characters.allSatisfy({ $0 < 0x80 }) {
      let hidden = characters.count > 6 ? characters.count - 3 : characters.count
      return String(unsafeUninitializedCapacity: characters.count) { buffer in
        for (place, character) in characters.enumerated() {
          buffer[place] = place < hidden ? UInt8(ascii: "*") : character
        }
        return characters.count
      }
    }
    let shown = number.utf8.count > 6 ? number.suffix(3) : ""
    return String(repeating: "*", count: number.count - shown.count) + shown
  }

  /// The FULL view.
  package func full(_ detail: DossierDetail, at now: Instant) -> Dossier {
    let record = detail.dossier
    var message = common(record, at: now)
    message.applicant = Applicant(
      name: record.applicant.name,
      subjectType: MotCuaAPI.SubjectType(record.applicant.subjectType),
      identityKind: MotCuaAPI.IdentityKind(record.applicant.identityKind),
      identityNumber: record.applicant.identityNumber,
      phone: record.applicant.phone,
      email: record.applicant.email,
      address: record.applicant.address
    )
    message.assistance = record.assistance.map { Assistance($0) }
    message.components = detail.components.map { ProvidedComponent($0) }
    message.pauses = detail.pauses.map { DossierPause($0) }
    message.history = detail.events.map { HistoryEntry($0) }
    return message
  }

  /// What both views show.
  private func common(_ record: DossierRecord, at now: Instant) -> Dossier {
    var message = Dossier()
    describe(record, in: &message)
    message.submittedAt = record.submittedAt.timestamp
    message.acceptanceDueAt = record.acceptanceDueAt?.timestamp
    message.receivedAt = record.receivedAt?.timestamp
    message.dueAt = record.dueAt?.timestamp
    message.calendarVersion = record.calendarVersion
    message.finishedAt = record.finishedAt?.timestamp
    message.closedAt = record.closedAt?.timestamp
    message.returnedAt = record.returnedAt?.timestamp
    message.overdue = record.isLate(at: now)
    message.fees = record.fees.map { DossierFee($0) }
    message.supplement = record.supplement.map { Supplement($0) }
    message.results = record.results.map { DossierResult($0, of: record.code.text) }
    message.resultReturn = record.resultReturn.map {
      ResultReturn(
        method: MotCuaAPI.ReturnMethod($0.method),
        receiverName: $0.receiverName,
        trackingNumber: $0.trackingNumber
      )
    }
    message.closingReason = record.closingReason
    message.etag = Etag.text(record.etag)
    addHandling(of: record, to: &message)
    return message
  }

  private func addHandling(of record: DossierRecord, to message: inout Dossier) {
    message.previousCode = record.previousCode?.text ?? ""
    message.responsibleAgencyCode = record.responsibleAgency.text
    message.division = record.handling.division
    message.assigneeCode = record.handling.assignee ?? ""
    message.stepDueDate = record.handling.stepDueDate?.date
    message.stepNumber = Int32(clamping: record.handling.stepNumber)
    message.birthAgencyCode = record.origin?.birth.text ?? ""
    message.answerDueAt = record.answerDueAt?.timestamp
    message.extensionCount = Int32(clamping: record.dueExtension?.count ?? 0)
    message.rating = record.rating.map { DossierRating($0) }
  }

  private func describe(_ record: DossierRecord, in message: inout Dossier) {
    message.code = record.code.text
    message.externalSource = record.externalSource
    message.externalCode = record.externalCode
    message.procedureCode = record.procedure.text
    message.procedureName = catalogue.name(of: record.procedure) ?? ""
    message.procedureRevision = Int32(clamping: record.procedureRevision)
    message.caseCode = record.caseCode
    message.agencyCode = record.agency.text
    message.deskAgencyCode = (record.desk ?? record.agency).text
    message.channel = MotCuaAPI.Channel(record.channel)
    message.submissionKind = MotCuaAPI.SubmissionKind(record.submissionKind)
    message.serviceLevel = MotCuaAPI.ServiceLevel(legacy: record.level)
    message.serviceExtent = MotCuaAPI.ServiceLevel(extent: record.extent)
    message.fromElsewhere = record.isFromElsewhere
    message.state = MotCuaAPI.DossierState(record.state)
    message.nationalStatus = Int32(record.state.rawValue)
    message.paperKind = MotCuaAPI.ViolationKind(record.paperKind)
    message.paperExemptionCode = record.paperExemption
  }
}

extension MotCuaAPI.ServiceLevel {
  /// A level of the legacy ladder on the wire; UNSPECIFIED for nil.
  init(legacy level: MotCuaDomain.ServiceLevel?) {
    self.init(rawValue: Int32(level?.rawValue ?? 0))
  }
}
