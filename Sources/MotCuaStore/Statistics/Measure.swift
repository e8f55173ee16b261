import MotCuaDomain

/// What the statistics count, each on the civil day (ICT) of its event.
///
/// What happened stays counted on its day, also when it is undone later: a handling that ended
/// and was taken up again is resolved on the one day and reopened on the other. Some are balances:
/// they rise and fall, and their sum up to the end of a day is what stood at that moment.
package enum Measure: Int, CodedEnum {
  /// Dossiers that entered the system, those refused at the desk included.
  case submitted = 1
  /// Dossiers officially received.
  case received = 2
  /// Of these, those submitted with help.
  case receivedAssisted = 3
  /// Of these, those that an officer entered.
  case receivedByOfficer = 4
  /// Dossiers refused, online or at the desk.
  case refused = 5
  /// Of these, those refused at the desk or by post.
  case refusedAtDesk = 6
  /// Dossiers withdrawn before reception.
  case withdrawnBefore = 7
  /// Dossiers whose handling ended on a day before the due day.
  case resolvedEarly = 8
  /// Dossiers whose handling ended in time and not early, or without a due date.
  case resolvedOnTime = 9
  /// Dossiers whose handling ended late.
  case resolvedLate = 10
  /// Of the resolved, those withdrawn after reception.
  case withdrawnAfter = 11
  /// Dossiers whose result was handed over.
  case returned = 12
  /// Of these, those whose result went by post.
  case returnedByPost = 13
  /// Requests for a supplement.
  case supplementRequested = 14
  /// Received dossiers with a fee above 0 that is not exempt, on the day of reception.
  case feeBearing = 15
  /// Of these, those with a fee paid online.
  case feePaidOnline = 16
  /// The sum of their fees in đồng.
  case feeAmount = 17
  /// What of it was paid online, in đồng.
  case feeOnlineAmount = 18
  /// Balance: submissions that wait for the answer of the desk.
  case waiting = 19
  /// Balance: received and unfinished dossiers that are late at the end of the day.
  case overdue = 20
  /// Dossiers whose handling had ended and was taken up again.
  case reopened = 21
  /// Due dates extended with an apology.
  case extended = 22
  /// Submissions that the desk had not answered when its limit passed.
  case acceptanceOverdue = 23
  /// Ratings of the service.
  case rated = 24
  /// The sum of their scores, each 1 to 5.
  case ratingSum = 25
  /// Results revoked or replaced.
  case resultRevoked = 26
  /// Received and unfinished dossiers that a reorganisation brought.
  case transferredIn = 27
  /// Received and unfinished dossiers that a reorganisation took away.
  case transferredOut = 28
  /// Balance: submissions that wait for their applicant, who is to add papers or to pay before they can
  /// be received.
  case waitingForApplicant = 29
  /// Of the resolved, those stopped after reception.
  case stopped = 30
  /// Of those withdrawn after reception, those that were late then.
  case withdrawnLate = 31
  /// Of those stopped after reception, those that were late then.
  case stoppedLate = 32
  /// Balance: submissions that wait for the answer of the desk beyond its limit.
  case waitingOverdue = 33
  /// Of the received, those whose service was full (toàn trình) at submission, Decree 42/2022.
  case receivedFull = 34
  /// Of the received, those whose service was partial (một phần) at submission.
  case receivedPartial = 35
  /// Of the received, those taken outside the territory of the agency that resolves them.
  case receivedElsewhere = 36
  /// Of the returned, those whose result went out online.
  case returnedOnline = 37
  /// Of the resolved late, those whose due date had been extended with an apology.
  case resolvedLateExtended = 38
  /// Balance: of the overdue, those whose due date had been extended with an apology.
  case overdueExtended = 39
  /// Of the received, those of an online service: at level 3 or 4, partial or full at submission.
  case receivedOnlineService = 40
  /// Of those received with help, those whom a volunteer helped.
  case assistedByVolunteer = 41
  /// Of those received with help, those whom an officer helped.
  case assistedByOfficer = 42
  /// Of those received with help, those whom a postal worker helped.
  case assistedByPostalWorker = 43
  /// Of those received with help, those whom a relative or another person of the owner's choice helped.
  case assistedByRelative = 44
  /// Of those received with help, those whom an authorised agent helped.
  case assistedByAgent = 45

  /// Whether it rises and falls, so that its sum from the beginning is what stands.
  package var isBalance: Bool {
    switch self {
    case .waiting, .waitingOverdue, .waitingForApplicant, .overdue, .overdueExtended: true
    default: false
    }
  }

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .submitted: "SUBMITTED"
    case .received: "RECEIVED"
    case .receivedAssisted: "RECEIVED_ASSISTED"
    case .receivedByOfficer: "RECEIVED_BY_OFFICER"
    case .refused: "REFUSED"
    case .refusedAtDesk: "REFUSED_AT_DESK"
    case .withdrawnBefore: "WITHDRAWN_BEFORE"
    case .resolvedEarly: "RESOLVED_EARLY"
    case .resolvedOnTime: "RESOLVED_ON_TIME"
    case .resolvedLate: "RESOLVED_LATE"
    case .withdrawnAfter: "WITHDRAWN_AFTER"
    case .returned: "RETURNED"
    case .returnedByPost: "RETURNED_BY_POST"
    case .supplementRequested: "SUPPLEMENT_REQUESTED"
    case .feeBearing: "FEE_BEARING"
    case .feePaidOnline: "FEE_PAID_ONLINE"
    case .feeAmount: "FEE_AMOUNT"
    case .feeOnlineAmount: "FEE_ONLINE_AMOUNT"
    case .waiting: "WAITING"
    case .overdue: "OVERDUE"
    case .reopened: "REOPENED"
    case .extended: "EXTENDED"
    case .acceptanceOverdue: "ACCEPTANCE_OVERDUE"
    case .rated: "RATED"
    case .ratingSum: "RATING_SUM"
    case .resultRevoked: "RESULT_REVOKED"
    case .transferredIn: "TRANSFERRED_IN"
    case .transferredOut: "TRANSFERRED_OUT"
    case .waitingForApplicant: "WAITING_FOR_APPLICANT"
    case .stopped: "STOPPED"
    case .withdrawnLate: "WITHDRAWN_LATE"
    case .stoppedLate: "STOPPED_LATE"
    case .waitingOverdue: "WAITING_OVERDUE"
    case .receivedFull: "RECEIVED_FULL"
    case .receivedPartial: "RECEIVED_PARTIAL"
    case .receivedElsewhere: "RECEIVED_ELSEWHERE"
    case .returnedOnline: "RETURNED_ONLINE"
    case .resolvedLateExtended: "RESOLVED_LATE_EXTENDED"
    case .overdueExtended: "OVERDUE_EXTENDED"
    case .receivedOnlineService: "RECEIVED_ONLINE_SERVICE"
    case .assistedByVolunteer: "ASSISTED_BY_VOLUNTEER"
    case .assistedByOfficer: "ASSISTED_BY_OFFICER"
    case .assistedByPostalWorker: "ASSISTED_BY_POSTAL_WORKER"
    case .assistedByRelative: "ASSISTED_BY_RELATIVE"
    case .assistedByAgent: "ASSISTED_BY_AGENT"
    }
  }
}

extension Measure {
  /// What counts those received with the help of somebody in a capacity.
  package init(assistedBy capacity: AssistantCapacity) {
    self =
      switch capacity {
      case .volunteer: .assistedByVolunteer
      case .officer: .assistedByOfficer
      case .postalWorker: .assistedByPostalWorker
      case .relative: .assistedByRelative
      case .agent: .assistedByAgent
      }
  }
}
