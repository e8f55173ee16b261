import MotCuaDomain
import SQLiteEngine

/// The columns of `dossier`, in one order for reading, inserting and updating.
enum DossierColumns {
  static let names = [
    "province_id", "code", "agency_id", "desk_id", "holder_id", "state", "procedure_id",
    "procedure_revision", "case_code", "channel", "level", "submission_kind", "submitted_at",
    "acceptance_due_at", "received_at", "due_at", "late_from", "clock_due_at",
    "clock_stopped_at", "finished_at", "closed_at", "returned_at", "step_count", "updated_at",
    "etag", "supplement_count", "fee_count", "result_count", "has_extras", "applicant_name",
    "subject_type",
    "identity_kind", "identity_number", "phone", "email", "address", "assistant_name",
    "assistant_capacity", "assistant_consent", "assistant_reason", "assistant_identity",
    "assistant_note", "external_source", "external_code",
    "limit_thousandths", "limit_unit", "limit_text", "typed_due_day", "calendar_version",
    "return_method", "receiver_name", "tracking_number", "closing_reason",
    "paper_kind", "paper_exemption", "extent", "is_from_elsewhere",
  ]

  static let list = "id, " + names.joined(separator: ", ")

  /// All columns but the id, then the number of the owner's name, which never changes.
  static let insert = SQLText(
    "INSERT INTO dossier(\(names.joined(separator: ", ")), name_id) "
      + "VALUES(\(names.map { _ in "?" }.joined(separator: ", ")), ?)"
  )

  static let update = SQLText(
    "UPDATE dossier SET \(names.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"
  )

  /// Binds all columns but the id.
  static func bind(
    _ dossier: DossierRecord,
    to row: SQLiteStatement,
    province: Int64,
    codes: CodeTable
  ) {
    row.bind(province).bind(dossier.code.text).bind(codes.assign(dossier.agency))
      .bind(dossier.desk.map(codes.assign)).bind(dossier.handling.agency.map(codes.assign))
      .bind(dossier.state.rawValue)
      .bind(codes.assign(dossier.procedure)).bind(dossier.procedureRevision)
      .bind(dossier.caseCode).bind(dossier.channel.rawValue).bind(dossier.level?.rawValue)
      .bind(dossier.submissionKind.rawValue).bind(dossier.submittedAt)
      .bind(dossier.acceptanceDueAt).bind(dossier.receivedAt).bind(dossier.dueAt)
      .bind(dossier.lateFrom).bind(dossier.clockDueAt).bind(dossier.clockStoppedAt)
      .bind(dossier.finishedAt).bind(dossier.closedAt).bind(dossier.returnedAt)
      .bind(dossier.stepCount).bind(dossier.updatedAt).bind(dossier.etag)
      .bind(dossier.supplementCount).bind(dossier.fees.count)
      .bind(dossier.results.count).bind(dossier.hasExtras)
    bindApplicant(dossier, to: row)
    row.bind(dossier.externalCode.isEmpty ? nil : dossier.externalSource)
      .bind(dossier.externalCode.isEmpty ? nil : dossier.externalCode)
      .bind(dossier.limit?.limit.thousandths).bind(dossier.limit?.limit.unit.rawValue)
      .bind(dossier.limit?.text).bind(dossier.typedDueDate?.daysSinceEpoch)
      .bind(dossier.calendarVersion).bind(dossier.resultReturn?.method.rawValue)
      .bind(dossier.resultReturn?.receiverName).bind(dossier.resultReturn?.trackingNumber)
      .bind(dossier.closingReason).bind(dossier.paperKind?.rawValue)
      .bind(dossier.paperExemption.isEmpty ? nil : dossier.paperExemption)
      .bind(dossier.extent?.rawValue).bind(dossier.isFromElsewhere)
  }

  private static func bindApplicant(_ dossier: DossierRecord, to row: SQLiteStatement) {
    let applicant = dossier.applicant
    row.bind(applicant.name).bind(applicant.subjectType.rawValue)
      .bind(applicant.identityKind.rawValue).bind(applicant.identityNumber)
      .bind(applicant.phone).bind(applicant.email).bind(applicant.address)
      .bind(dossier.assistance?.assistantName)
      .bind(dossier.assistance?.capacity.rawValue)
    if let assistance = dossier.assistance {
      row.bind(assistance.hasConsent)
    } else {
      row.bindNull()
    }
    row.bind(dossier.assistance?.reason?.rawValue).bind(dossier.assistance?.identityNumber)
      .bind(dossier.assistance?.consentNote)
  }

  /// Reads all columns of `list`; what hangs on the dossier in other tables is not in it.
  static func read(
    _ row: SQLiteStatement,
    codes: CodeTable
  ) throws(RowError) -> (dossier: DossierRecord, parts: PartCounts) {
    let id = row.nextInt64()
    _ = row.nextInt64()
    guard let code = DossierCode(row.nextText()), let agency = codes.agency(row.nextInt64()) else {
      throw .damaged("dossier")
    }
    let desk = row.nextInt64OrNil().flatMap(codes.agency)
    let holder = row.nextInt64OrNil().flatMap(codes.agency)
    guard let state = DossierState(rawValue: row.nextInt()),
      let procedure = codes.procedure(row.nextInt64())
    else { throw .damaged("dossier") }
    let revision = row.nextInt()
    let caseCode = row.nextText()
    guard let channel = Channel(rawValue: row.nextInt()) else { throw .damaged("dossier") }
    let level = row.nextInt64OrNil().flatMap { ServiceLevel(rawValue: Int($0)) }
    guard let kind = SubmissionKind(rawValue: row.nextInt()) else { throw .damaged("dossier") }
    let submitted = row.nextInstant()
    var dossier = DossierRecord(
      id: id,
      code: code,
      agency: agency,
      desk: desk,
      handling: HandlingRecord(agency: holder),
      procedure: procedure,
      procedureRevision: revision,
      caseCode: caseCode,
      channel: channel,
      level: level,
      submissionKind: kind,
      applicant: ApplicantRecord(name: "", identityNumber: ""),
      state: state,
      submittedAt: submitted
    )
    readInstants(row, into: &dossier)
    let parts = PartCounts(
      supplements: row.nextInt(),
      fees: row.nextInt(),
      results: row.nextInt(),
      hasExtras: row.nextBool()
    )
    dossier.supplementCount = parts.supplements
    try readPeople(row, into: &dossier)
    readRest(row, into: &dossier)
    return (dossier, parts)
  }

  /// How many rows in other tables belong to a dossier.
  struct PartCounts {
    let supplements: Int
    let fees: Int
    let results: Int
    let hasExtras: Bool
  }

  private static func readInstants(_ row: SQLiteStatement, into dossier: inout DossierRecord) {
    dossier.acceptanceDueAt = row.nextInstantOrNil()
    dossier.receivedAt = row.nextInstantOrNil()
    dossier.dueAt = row.nextInstantOrNil()
    dossier.lateFrom = row.nextInstantOrNil()
    // `clock_due_at` follows from the others.
    _ = row.nextInt64()
    dossier.clockStoppedAt = row.nextInstantOrNil()
    dossier.finishedAt = row.nextInstantOrNil()
    dossier.closedAt = row.nextInstantOrNil()
    dossier.returnedAt = row.nextInstantOrNil()
    dossier.stepCount = row.nextInt()
    dossier.updatedAt = row.nextInstant()
    dossier.etag = row.nextInt64()
  }

  private static func readPeople(
    _ row: SQLiteStatement,
    into dossier: inout DossierRecord
  ) throws(RowError) {
    let name = row.nextText()
    guard let subject = SubjectType(rawValue: row.nextInt()),
      let kind = IdentityKind(rawValue: row.nextInt())
    else { throw .damaged("dossier") }
    dossier.applicant = ApplicantRecord(
      name: name,
      subjectType: subject,
      identityKind: kind,
      identityNumber: row.nextText(),
      phone: row.nextText(),
      email: row.nextText(),
      address: row.nextText()
    )
    let assistant = row.nextTextOrNil()
    let capacity = row.nextInt64OrNil().flatMap { AssistantCapacity(rawValue: Int($0)) }
    let consent = row.nextBool()
    let reason = row.nextInt64OrNil().flatMap { AssistanceReason(rawValue: Int($0)) }
    let identity = row.nextTextOrNil() ?? ""
    let note = row.nextTextOrNil() ?? ""
    if let assistant, let capacity {
      dossier.assistance = AssistanceRecord(
        assistantName: assistant,
        capacity: capacity,
        reason: reason,
        identityNumber: identity,
        hasConsent: consent,
        consentNote: note
      )
    }
  }

  private static func readRest(_ row: SQLiteStatement, into dossier: inout DossierRecord) {
    dossier.externalSource = row.nextTextOrNil() ?? ""
    dossier.externalCode = row.nextTextOrNil() ?? ""
    let thousandths = row.nextInt64OrNil()
    let unit = row.nextInt64OrNil().flatMap { TimeUnit(rawValue: Int($0)) }
    let text = row.nextTextOrNil() ?? ""
    if let thousandths, let unit,
      let limit = TimeLimit(thousandths: Int(thousandths), unit: unit)
    {
      dossier.limit = StatedLimit(limit: limit, text: text)
    }
    dossier.typedDueDate = row.nextDayOrNil()
    dossier.calendarVersion = row.nextInt64()
    let method = row.nextInt64OrNil().flatMap { ReturnMethod(rawValue: Int($0)) }
    let receiver = row.nextTextOrNil() ?? ""
    let tracking = row.nextTextOrNil() ?? ""
    if let method {
      dossier.resultReturn = ResultReturnRecord(
        method: method,
        receiverName: receiver,
        trackingNumber: tracking
      )
    }
    dossier.closingReason = row.nextText()
    dossier.paperKind = row.nextInt64OrNil().flatMap { ViolationKind(rawValue: Int($0)) }
    dossier.paperExemption = row.nextTextOrNil() ?? ""
    dossier.extent = row.nextInt64OrNil().flatMap { ServiceExtent(rawValue: Int($0)) }
    dossier.isFromElsewhere = row.nextBool()
  }
}

extension DossierRecord {
  /// From when on it is late, until it ends: what lists of overdue dossiers are made from.
  ///
  /// Nil while its clock stands still unless it was late before, for what was late then stays late
  /// (``isLate(at:)``) and everything else cannot become so.
  var clockDueAt: Instant? {
    guard finishedAt == nil, let lateFrom else { return nil }
    return clockStoppedAt.map { $0 >= lateFrom } ?? true ? lateFrom : nil
  }
}
