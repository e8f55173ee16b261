/// A condition of a transition beyond its state and its actor.
package enum DossierGuard: Hashable, Sendable, CaseIterable {
  /// The procedure is published.
  case procedurePublished
  /// The agency receives the procedure online.
  case offeredOnline
  /// No mandatory component is missing.
  case componentsPresent
  /// The paper policy lets the dossier come in on paper.
  case paperAllowed
  /// Fees due at reception are paid or exempt.
  case receptionFeesSettled
  /// Fees due with the result are paid or exempt.
  case resultFeesSettled
  /// A reason is given.
  case reasonGiven
  /// The request lists what is missing.
  case itemsListed
  /// The request says until when.
  case answerDeadlineGiven
  /// The policy's number of supplement requests, one by law, is not used up.
  case supplementAllowed
  /// The amount asked for is above zero.
  case amountPositive
  /// The agency has a beneficiary account.
  case accountKnown
  /// The amount paid is the amount asked for.
  case paidInFull
  /// The deadline of the request has passed.
  case answerDeadlinePassed
  /// There is a result, or a written refusal in its place.
  case resultPresent
  /// It is said who receives the result.
  case receiverNamed
  /// The applicant has asked for it.
  case applicantAsked
  /// It is said who goes on.
  case destinationGiven
  /// The policy's number of extensions, one by law, is not used up.
  case extensionAllowed
  /// The dossier is late or about to be.
  case extensionTimely
  /// The date given is later than the due date.
  case laterDateGiven
  /// The result that is named is in force.
  case resultInForce
  /// The service was not rated.
  case notRated
}
