/// What the guards of a transition look at; a service fills in what its action needs.
package struct DossierFacts: Hashable, Sendable {
  /// Whether the dossier has been officially received (`received_at` is set).
  package var isAccepted = false
  /// The state from which an open supplement or payment request was made.
  package var origin: DossierState?
  /// Whether the procedure's revision is published.
  package var isProcedurePublished = false
  /// Whether the agency receives the procedure online.
  package var isOfferedOnline = false
  /// The mandatory components that are missing.
  package var missingComponents: [String] = []
  /// The exemptions that would lift the paper policy which refuses this dossier on paper; nil where
  /// none does.
  package var paperExemptions: [String]?
  /// What is still to be paid for the step: before acceptance, or before the return.
  package var unpaid = Money.zero
  /// The reason given.
  package var reason = ""
  /// How many items the supplement request lists.
  package var requestedItems = 0
  /// Until when the request wants its answer.
  package var answerDeadline: Instant?
  /// The instant at which the action happens.
  package var now: Instant
  /// The supplement requests made so far, before or after acceptance.
  package var supplementRequests = 0
  /// How many supplement requests the policy allows; one by law.
  package var supplementRequestsMax = 1
  /// The amount asked for.
  package var amount = Money.zero
  /// The amount confirmed.
  package var amountPaid = Money.zero
  /// Whether the agency has a beneficiary account.
  package var hasBeneficiaryAccount = false
  /// The results attached, a written refusal among them.
  package var results = 0
  /// Who receives the result.
  package var receiver = ""
  /// Whether the applicant's own wish is on record.
  package var hasApplicantAsked = false
  /// Whether a person, a step or an agency is named to go on.
  package var hasDestination = false
  /// The extensions made so far.
  package var extensions = 0
  /// How many extensions the policy allows; one by law.
  package var extensionsMax = 1
  /// How many days before the due date an extension may be made.
  package var extensionNoticeDays = DossierPolicy.law.extensionNoticeDays
  /// The due date in force.
  package var due: Instant?
  /// The later due date.
  package var newDue: Instant?
  /// Whether the result that is named exists and was not revoked.
  package var isResultInForce = false
  /// Whether the service was rated.
  package var isRated = false

  /// Creates facts of which only the instant is known.
  package init(now: Instant) {
    self.now = now
  }
}
