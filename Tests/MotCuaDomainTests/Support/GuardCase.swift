import MotCuaDomain

/// Facts that meet every guard, and for each guard the change that fails it alone.
enum GuardCase {
  static let now = Instant(ict: CivilDate.newYear(2021), minute: 600)

  static func satisfied(isAccepted: Bool, origin: DossierState?) -> DossierFacts {
    var facts = DossierFacts(now: now)
    facts.isAccepted = isAccepted
    facts.origin = origin
    facts.isProcedurePublished = true
    facts.isOfferedOnline = true
    facts.reason = "Thiếu giấy tờ"
    facts.requestedItems = 1
    facts.answerDeadline = now + Instant.day
    facts.amount = Money(dong: 50_000)
    facts.amountPaid = Money(dong: 50_000)
    facts.hasBeneficiaryAccount = true
    facts.results = 1
    facts.receiver = "Nguyễn Văn A"
    facts.hasApplicantAsked = true
    facts.hasDestination = true
    facts.due = now + Instant.day
    facts.newDue = now + 3 * Instant.day
    facts.isResultInForce = true
    return facts
  }

  /// The same facts for an action that waits for a deadline to pass.
  static func expired(_ facts: DossierFacts) -> DossierFacts {
    var facts = facts
    facts.answerDeadline = facts.now
    return facts
  }

  static func failing(_ name: String, _ base: DossierFacts) -> (DossierFacts, DossierError)? {
    var facts = base
    let unpaid = Money(dong: 1)
    switch name {
    case "published":
      facts.isProcedurePublished = false
      return (facts, .procedureNotPublished)
    case "online":
      facts.isOfferedOnline = false
      return (facts, .notOfferedOnline)
    case "components":
      facts.missingComponents = ["K1", "K2"]
      return (facts, .componentsMissing(["K1", "K2"]))
    case "paper":
      facts.paperExemptions = ["NO_DEVICE"]
      return (facts, .paperRefused(exemptions: ["NO_DEVICE"]))
    case "receptionFee", "resultFee":
      facts.unpaid = unpaid
      return (facts, name == "resultFee" ? .resultFeeUnpaid(unpaid) : .receptionFeeUnpaid(unpaid))
    case "reason":
      facts.reason = " \t"
      return (facts, .reasonMissing)
    case "items":
      facts.requestedItems = 0
      return (facts, .requestedItemsMissing)
    case "deadline":
      facts.answerDeadline = facts.now
      return (facts, .answerDeadlineMissing)
    case "once":
      facts.supplementRequests = 1
      return (facts, .supplementAlreadyRequested(1))
    case "amount":
      facts.amount = .zero
      return (facts, .amountNotPositive)
    case "account":
      facts.hasBeneficiaryAccount = false
      return (facts, .beneficiaryAccountMissing)
    default: return failingLater(name, facts)
    }
  }

  private static func failingLater(
    _ name: String,
    _ base: DossierFacts
  ) -> (DossierFacts, DossierError)? {
    var facts = base
    switch name {
    case "full":
      facts.amountPaid = Money(dong: 49_999)
      return (facts, .amountDiffers(asked: facts.amount, paid: facts.amountPaid))
    case "passed":
      facts.answerDeadline = facts.now + 1
      return (facts, .answerDeadlineNotPassed)
    case "result":
      facts.results = 0
      return (facts, .resultMissing)
    case "receiver":
      facts.receiver = ""
      return (facts, .receiverMissing)
    case "asked":
      facts.hasApplicantAsked = false
      return (facts, .applicantHasNotAsked)
    case "destination":
      facts.hasDestination = false
      return (facts, .destinationMissing)
    case "onceExtended":
      facts.extensions = 1
      return (facts, .alreadyExtended(1))
    case "timely":
      facts.due = now + 4 * Instant.day
      facts.newDue = now + 8 * Instant.day
      return (facts, .extensionTooEarly(now.ictDate.addingDays(1)))
    case "later":
      facts.newDue = facts.due
      return (facts, .newDueDateNotLater)
    case "inForce":
      facts.isResultInForce = false
      return (facts, .resultNotInForce)
    case "notRated":
      facts.isRated = true
      return (facts, .alreadyRated)
    default: return nil
    }
  }
}
