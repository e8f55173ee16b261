extension DossierGuard {
  /// Throws the guard's own error when the facts do not meet it.
  func check(_ facts: DossierFacts, by actor: DossierActor) throws(DossierError) {
    if let error = failure(facts, by: actor) { throw error }
  }

  private func failure(_ facts: DossierFacts, by actor: DossierActor) -> DossierError? {
    switch self {
    case .procedurePublished: facts.isProcedurePublished ? nil : .procedureNotPublished
    case .offeredOnline: facts.isOfferedOnline ? nil : .notOfferedOnline
    case .componentsPresent:
      facts.missingComponents.isEmpty ? nil : .componentsMissing(facts.missingComponents)
    case .paperAllowed: facts.paperExemptions.map { .paperRefused(exemptions: $0) }
    case .receptionFeesSettled:
      facts.unpaid <= .zero ? nil : .receptionFeeUnpaid(facts.unpaid)
    case .resultFeesSettled: facts.unpaid <= .zero ? nil : .resultFeeUnpaid(facts.unpaid)
    case .reasonGiven: ASCIIText.trimmed(facts.reason).isEmpty ? .reasonMissing : nil
    case .itemsListed: facts.requestedItems > 0 ? nil : .requestedItemsMissing
    case .answerDeadlineGiven: deadlineFailure(facts)
    case .supplementAllowed:
      facts.supplementRequests < facts.supplementRequestsMax
        ? nil : .supplementAlreadyRequested(facts.supplementRequests)
    case .amountPositive: facts.amount > .zero ? nil : .amountNotPositive
    case .accountKnown: facts.hasBeneficiaryAccount ? nil : .beneficiaryAccountMissing
    case .paidInFull:
      facts.amountPaid == facts.amount
        ? nil : .amountDiffers(asked: facts.amount, paid: facts.amountPaid)
    case .answerDeadlinePassed, .resultPresent, .receiverNamed, .applicantAsked,
      .destinationGiven, .extensionAllowed, .extensionTimely, .laterDateGiven, .resultInForce,
      .notRated:
      laterFailure(facts, by: actor)
    }
  }

  /// The guards of the later life of a dossier.
  private func laterFailure(_ facts: DossierFacts, by actor: DossierActor) -> DossierError? {
    switch self {
    case .answerDeadlinePassed:
      facts.answerDeadline.map { $0 <= facts.now } ?? false ? nil : .answerDeadlineNotPassed
    case .resultPresent: facts.results > 0 ? nil : .resultMissing
    case .receiverNamed: ASCIIText.trimmed(facts.receiver).isEmpty ? .receiverMissing : nil
    case .applicantAsked:
      facts.hasApplicantAsked || actor.isApplicantSide ? nil : .applicantHasNotAsked
    case .destinationGiven: facts.hasDestination ? nil : .destinationMissing
    case .extensionAllowed:
      facts.extensions < facts.extensionsMax ? nil : .alreadyExtended(facts.extensions)
    case .extensionTimely: extensionFailure(facts)
    case .laterDateGiven: laterDateFailure(facts)
    case .resultInForce: facts.isResultInForce ? nil : .resultNotInForce
    case .notRated: facts.isRated ? .alreadyRated : nil
    default: nil
    }
  }

  private func deadlineFailure(_ facts: DossierFacts) -> DossierError? {
    facts.answerDeadline.map { $0 > facts.now } ?? false ? nil : .answerDeadlineMissing
  }

  /// Days of the calendar decide, so that a Friday can be excused before a Monday.
  private func extensionFailure(_ facts: DossierFacts) -> DossierError? {
    guard let due = facts.due else { return nil }
    let first = due.ictDate.addingDays(-facts.extensionNoticeDays)
    return facts.now.ictDate >= first ? nil : .extensionTooEarly(first)
  }

  private func laterDateFailure(_ facts: DossierFacts) -> DossierError? {
    guard let new = facts.newDue, new > facts.now else { return .newDueDateNotLater }
    guard let due = facts.due else { return nil }
    return new > due ? nil : .newDueDateNotLater
  }
}
