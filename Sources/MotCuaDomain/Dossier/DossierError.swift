/// Why something cannot be done with a dossier.
///
/// Closed: the services map every case to a status, a reason and a sentence.
package enum DossierError: Error, Hashable, Sendable {
  /// The action does not exist in this state; nil is a dossier that does not exist yet.
  case illegalAction(DossierAction, in: DossierState?, allowed: [DossierAction])
  /// The action exists, but not for this actor.
  case actorNotPermitted(DossierAction)
  /// The procedure is not published.
  case procedureNotPublished
  /// The agency does not receive the procedure online.
  case notOfferedOnline
  /// Mandatory components are missing.
  case componentsMissing([String])
  /// The paper policy refuses the dossier on paper.
  case paperRefused(exemptions: [String])
  /// A fee due at reception is not paid.
  case receptionFeeUnpaid(Money)
  /// A fee due with the result is not paid.
  case resultFeeUnpaid(Money)
  /// No reason is given.
  case reasonMissing
  /// The supplement request lists nothing.
  case requestedItemsMissing
  /// The request has no deadline, or one that has passed.
  case answerDeadlineMissing
  /// The supplement has been requested that many times already.
  case supplementAlreadyRequested(Int)
  /// The amount asked for is not above zero.
  case amountNotPositive
  /// The agency has no beneficiary account.
  case beneficiaryAccountMissing
  /// The amount paid is not the amount asked for.
  case amountDiffers(asked: Money, paid: Money)
  /// The deadline of the request has not passed.
  case answerDeadlineNotPassed
  /// There is no result.
  case resultMissing
  /// It is not said who receives the result.
  case receiverMissing
  /// The applicant has not asked for it.
  case applicantHasNotAsked
  /// It is not said who goes on.
  case destinationMissing
  /// The due date has been extended that many times already.
  case alreadyExtended(Int)
  /// The dossier is neither late nor about to be: it may be extended from this day on.
  case extensionTooEarly(CivilDate)
  /// The new due date is not later than now and than the one in force.
  case newDueDateNotLater
  /// There is no such result, or it was revoked before.
  case resultNotInForce
  /// The service was rated before.
  case alreadyRated
  /// An open request without the state it came from: the stored dossier is damaged.
  case originUnknown
  /// The due date cannot be computed.
  case dueDate(DueDateError)
}
