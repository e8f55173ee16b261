package import MotCuaDomain

/// What comes in with a dossier, by whatever channel.
package struct DossierFiling: Sendable, Hashable {
  /// The procedure.
  package var procedure: ProcedureCode
  /// The agency that resolves it.
  package var agency: AgencyCode
  /// The desk that receives it; nil takes that of the offering.
  package var desk: AgencyCode?
  /// The case; empty for none.
  package var caseCode: String
  /// Whose it is.
  package var applicant: ApplicantRecord
  /// What was handed in.
  package var components: [ProvidedComponentRecord]
  /// The fees paid or exempt.
  package var fees: [DossierFeeRecord]
  /// Who submits it.
  package var submissionKind: SubmissionKind
  /// Who helps.
  package var assistance: AssistanceRecord?
  /// The refused dossier that it takes up again.
  package var previousCode: DossierCode?
  /// The same by its code in the system where both were born; empty for none.
  package var previousExternalCode: String
  /// When it came in; nil is the instant of the request.
  package var at: Instant?
  /// The system where it was born.
  package var externalSource: String
  /// Its code there.
  package var externalCode: String

  /// Makes the value from its parts.
  package init(
    procedure: ProcedureCode,
    agency: AgencyCode,
    desk: AgencyCode? = nil,
    caseCode: String = "",
    applicant: ApplicantRecord,
    components: [ProvidedComponentRecord] = [],
    fees: [DossierFeeRecord] = [],
    submissionKind: SubmissionKind = .byApplicant,
    assistance: AssistanceRecord? = nil,
    previousCode: DossierCode? = nil,
    previousExternalCode: String = "",
    at: Instant? = nil,
    externalSource: String = "",
    externalCode: String = ""
  ) {
    self.procedure = procedure
    self.agency = agency
    self.desk = desk
    self.caseCode = caseCode
    self.applicant = applicant
    self.components = components
    self.fees = fees
    self.submissionKind = submissionKind
    self.assistance = assistance
    self.previousCode = previousCode
    self.previousExternalCode = previousExternalCode
    self.at = at
    self.externalSource = externalSource
    self.externalCode = externalCode
  }
}
