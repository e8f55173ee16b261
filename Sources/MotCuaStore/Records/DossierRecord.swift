package import MotCuaDomain

/// A dossier as lists show it.
package struct DossierRecord: Sendable, Hashable {
  /// The number given by the store.
  package var id: Int64
  /// The legal code.
  package var code: DossierCode
  /// The system where it was born; empty is this one.
  package var externalSource: String
  /// Its code there; unique in its source.
  package var externalCode: String
  /// The agency that resolves it.
  package var agency: AgencyCode
  /// Where it was before a reorganisation; nil where none has moved it.
  package var origin: OriginRecord?
  /// The desk that received it; nil is the agency itself.
  package var desk: AgencyCode?
  /// Who has it in hand.
  package var handling: HandlingRecord
  /// The procedure.
  package var procedure: ProcedureCode
  /// The revision under which it was filed.
  package var procedureRevision: Int
  /// The case; empty for none.
  package var caseCode: String
  /// The way it came in.
  package var channel: Channel
  /// The level of the offering at submission.
  package var level: ServiceLevel?
  /// The extent of the offering at submission, by Decree 42/2022.
  package var extent: ServiceExtent?
  /// Whether it was taken at a desk or by post outside the territory of the agency that resolves it.
  package var isFromElsewhere = false
  /// Who submitted it.
  package var submissionKind: SubmissionKind
  /// Who helped.
  package var assistance: AssistanceRecord?
  /// The refused dossier that it takes up again.
  package var previousCode: DossierCode?
  /// Whose it is.
  package var applicant: ApplicantRecord
  /// The state.
  package var state: DossierState
  /// When the system received it; the code carries this day.
  package var submittedAt: Instant
  /// Until when the desk has to answer; nil where it never waited.
  package var acceptanceDueAt: Instant?
  /// When the desk received it; the reports count by it.
  package var receivedAt: Instant?
  /// The limit by which the due instant was computed; nil where it was typed.
  package var limit: StatedLimit?
  /// The due day that an officer typed.
  package var typedDueDate: CivilDate?
  /// When it is due; nil before reception.
  package var dueAt: Instant?
  /// From when on it is late.
  package var lateFrom: Instant?
  /// The calendar by which that was computed; 0 without one.
  package var calendarVersion: Int64
  /// Since when its clock stands still.
  package var clockStoppedAt: Instant?
  /// Until when the open request waits for its answer; the first instant that is too late.
  package var answerDueAt: Instant?
  /// The last extension of the due date.
  package var dueExtension: ExtensionRecord?
  /// When the handling ended: completed, stopped, or withdrawn after reception.
  package var finishedAt: Instant?
  /// When it was refused or withdrawn.
  package var closedAt: Instant?
  /// When the result was handed over.
  package var returnedAt: Instant?
  /// How often a supplement was requested.
  package var supplementCount: Int
  /// The last request for a supplement.
  package var supplement: SupplementRecord?
  /// How the result went out.
  package var resultReturn: ResultReturnRecord?
  /// How the applicant rates the service.
  package var rating: RatingRecord?
  /// What a rule about paper left on record at its reception; nil where none spoke.
  package var paperKind: ViolationKind?
  /// The exemption that lifted the rule; empty for none.
  package var paperExemption = ""
  /// Why it was refused, withdrawn or stopped.
  package var closingReason: String
  /// The fees, paid or exempt.
  package var fees: [DossierFeeRecord]
  /// The results.
  package var results: [DossierResultRecord]
  /// The number of steps so far.
  package var stepCount: Int
  /// When the last step was.
  package var updatedAt: Instant
  /// The number of its changes.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    code: DossierCode,
    externalSource: String = "",
    externalCode: String = "",
    agency: AgencyCode,
    origin: OriginRecord? = nil,
    desk: AgencyCode? = nil,
    handling: HandlingRecord = .none,
    procedure: ProcedureCode,
    procedureRevision: Int,
    caseCode: String = "",
    channel: Channel,
    level: ServiceLevel? = nil,
    submissionKind: SubmissionKind = .byApplicant,
    assistance: AssistanceRecord? = nil,
    previousCode: DossierCode? = nil,
    applicant: ApplicantRecord,
    state: DossierState,
    submittedAt: Instant,
    acceptanceDueAt: Instant? = nil,
    receivedAt: Instant? = nil,
    limit: StatedLimit? = nil,
    typedDueDate: CivilDate? = nil,
    dueAt: Instant? = nil,
    lateFrom: Instant? = nil,
    calendarVersion: Int64 = 0,
    clockStoppedAt: Instant? = nil,
    answerDueAt: Instant? = nil,
    dueExtension: ExtensionRecord? = nil,
    finishedAt: Instant? = nil,
    closedAt: Instant? = nil,
    returnedAt: Instant? = nil,
    supplementCount: Int = 0,
    supplement: SupplementRecord? = nil,
    resultReturn: ResultReturnRecord? = nil,
    rating: RatingRecord? = nil,
    closingReason: String = "",
    fees: [DossierFeeRecord] = [],
    results: [DossierResultRecord] = [],
    stepCount: Int = 0,
    updatedAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.id = id
    self.code = code
    self.externalSource = externalSource
    self.externalCode = externalCode
    self.agency = agency
    self.origin = origin
    self.desk = desk
    self.handling = handling
    self.procedure = procedure
    self.procedureRevision = procedureRevision
    self.caseCode = caseCode
    self.channel = channel
    self.level = level
    self.submissionKind = submissionKind
    self.assistance = assistance
    self.previousCode = previousCode
    self.applicant = applicant
    self.state = state
    self.submittedAt = submittedAt
    self.acceptanceDueAt = acceptanceDueAt
    self.receivedAt = receivedAt
    self.limit = limit
    self.typedDueDate = typedDueDate
    self.dueAt = dueAt
    self.lateFrom = lateFrom
    self.calendarVersion = calendarVersion
    self.clockStoppedAt = clockStoppedAt
    self.answerDueAt = answerDueAt
    self.dueExtension = dueExtension
    self.finishedAt = finishedAt
    self.closedAt = closedAt
    self.returnedAt = returnedAt
    self.supplementCount = supplementCount
    self.supplement = supplement
    self.resultReturn = resultReturn
    self.rating = rating
    self.closingReason = closingReason
    self.fees = fees
    self.results = results
    self.stepCount = stepCount
    self.updatedAt = updatedAt
    self.etag = etag
  }

  /// Whether the service was online at submission: at level 3 or 4 of the legacy ladder, or partial or
  /// full by Decree 42/2022.
  package var isOfOnlineService: Bool {
    level == .level3 || level == .level4 || extent == .partial || extent == .full
  }

  /// The agency that has it in hand.
  package var responsibleAgency: AgencyCode { handling.agency ?? agency }

  /// Whether the dossier is late at an instant.
  ///
  /// It is judged where its handling ended or its clock stopped: what was late then stays late, and
  /// what was not does not become so while the applicant is awaited.
  package func isLate(at now: Instant) -> Bool {
    guard let lateFrom else { return false }
    return (finishedAt ?? clockStoppedAt ?? now) >= lateFrom
  }
}
