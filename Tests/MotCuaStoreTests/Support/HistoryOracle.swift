import MotCuaDomain
import MotCuaStore

/// Judges a dossier's history by a list of moves and arithmetic of its own, step after step.
struct HistoryOracle {
  /// The moves of the regulations: state before, action, state after.
  private static let moves: Set<String> = Set(
    """
    - SUBMIT 1|- RECEIVE_AT_DESK 2|- REFUSE_AT_DESK 3|1 ACCEPT 2|1 REFUSE 3|2 START 4
    2 FORWARD 4|4 FORWARD 4|1 REQUEST_SUPPLEMENT 5|2 REQUEST_SUPPLEMENT 5
    4 REQUEST_SUPPLEMENT 5|5 PROVIDE_SUPPLEMENT 1|5 PROVIDE_SUPPLEMENT 2
    5 PROVIDE_SUPPLEMENT 4|5 EXPIRE_SUPPLEMENT 8|5 EXPIRE_SUPPLEMENT 3|4 STOP 8|8 RESUME 4
    2 EXTEND_DUE_DATE 2|4 EXTEND_DUE_DATE 4|4 COMPLETE 9|9 REWORK 4|9 RETURN_RESULT 10
    1 WITHDRAW 7|2 WITHDRAW 7|4 WITHDRAW 7|5 WITHDRAW 7|1 REASSIGN 1|2 REASSIGN 2|4 REASSIGN 4
    1 REQUEST_PAYMENT 6|2 REQUEST_PAYMENT 6|4 REQUEST_PAYMENT 6|6 CONFIRM_PAYMENT 1
    6 CONFIRM_PAYMENT 2|6 CONFIRM_PAYMENT 4|6 CANCEL_PAYMENT 1|6 CANCEL_PAYMENT 2
    6 CANCEL_PAYMENT 4|6 EXPIRE_PAYMENT 3|6 EXPIRE_PAYMENT 8|6 WITHDRAW 7|6 REASSIGN 6
    5 REASSIGN 5|9 REVOKE_RESULT 9|10 REVOKE_RESULT 10|10 RATE 10|1 NOTE_ACCEPTANCE_OVERDUE 1
    1 TRANSFER 1|2 TRANSFER 2|4 TRANSFER 4|5 TRANSFER 5|6 TRANSFER 6|8 TRANSFER 8
    9 TRANSFER 9
    """.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map(String.init)
  )

  private let slow: SlowDueDate
  private let owner: String
  private let code: DossierCode
  private var desk: AgencyCode?
  private var resolver: AgencyCode
  private var state: DossierState?
  private var holder: AgencyCode
  private var number = 0
  private var at: Instant?
  private var received: Instant?
  private var pausedAt: Instant?
  private var origin: DossierState?
  private var pauses: [ClockPause] = []
  private var extended: CivilDate?
  private var supplements = 0
  private var extensions = 0
  private var due: Instant?
  private var answered: (question: Question, due: Instant)?
  /// What is wrong, in words.
  private(set) var faults: [String] = []

  /// Begins with a dossier as it was born.
  init(_ birth: DossierRecord, _ slow: SlowDueDate) {
    self.slow = slow
    owner = birth.applicant.identityNumber
    code = birth.code
    desk = birth.desk
    resolver = birth.agency
    holder = birth.agency
  }

  /// Judges what is stored by the steps so far.
  mutating func judge(_ dossier: DossierRecord) {
    expect(state == dossier.state, "the record is in another state")
    expect(due == dossier.dueAt, "the record has another due instant")
    expect(number == dossier.stepCount, "the record counts other steps")
    expect(resolver == dossier.agency, "another agency resolves the record")
    expect(holder == dossier.responsibleAgency, "the record is in another hand")
    expect(dossier.code == code, "the code changed")
    expect(supplements <= 1 && extensions <= 1, "more than once")
    desk = dossier.desk
  }

  /// Judges a step that an actor with a scope made; the day of an extension is that of its due
  /// instant.
  mutating func judge(_ event: DossierEventRecord, _ scope: RowScope) {
    number += 1
    let move = "\(state.map { "\($0.rawValue)" } ?? "-") \(event.action.code) \(event.to.rawValue)"
    expect(Self.moves.contains(move), "there is no move \(move)")
    expect(event.from == state, "the step begins elsewhere than the last one ended")
    expect(event.number == number, "a step is missing or counted twice")
    expect(at.map { $0 <= event.at } ?? true, "time runs backwards")
    if number > 1 { expect(covers(scope), "an actor saw beyond his scope") }
    if state == .supplementRequested, event.action == .provideSupplement {
      expect(event.to == origin, "the supplement leads elsewhere than it came from")
    }
    if event.action == .confirmPayment || event.action == .cancelPayment {
      expect(event.to == origin, "the payment leads elsewhere than it came from")
    }
    if event.to == .received, received == nil { received = event.at }
    moveClock(event)
    if event.action == .transfer {
      expect(event.agencyBefore ?? resolver == resolver, "another agency than before hands over")
      expect(event.dueAfter == nil, "a transfer moved the due instant")
      resolver = event.agencyAfter ?? resolver
    } else {
      expect(event.agencyAfter == nil, "a step other than a transfer moved it")
    }
    state = event.to
    at = event.at
    holder = event.agency
    if let after = event.dueAfter {
      let expected = expectedDue
      expect(after == expected, "another due instant after \(event.action.code)")
      due = after
    } else {
      let expected = expectedDue
      expect(due == expected, "the due instant did not move at \(event.action.code)")
    }
  }

  private mutating func moveClock(_ event: DossierEventRecord) {
    if let begin = pausedAt, event.from != event.to {
      // Before the reception it is the desk's clock that stood.
      if origin != .submitted { pauses.append(ClockPause(from: begin, to: event.at)) }
      pausedAt = nil
    }
    switch event.action {
    case .requestSupplement:
      supplements += 1
      pausedAt = event.at
      origin = event.from
    case .requestPayment:
      pausedAt = event.at
      origin = event.from
    case .extendDueDate:
      extensions += 1
      extended = event.dueAfter?.ictDate
      pauses = []
    default: break
    }
  }

  /// Worked out once for each reception, promise and pause: minutes are many.
  private var expectedDue: Instant? {
    mutating get {
      guard let received else { return nil }
      let question = Question(received: received, promised: extended, pauses: pauses)
      if let answered, answered.question == question { return answered.due }
      let due = slow.due(received: received, promised: extended, pauses: pauses)
      answered = (question, due)
      return due
    }
  }

  private struct Question: Equatable {
    let received: Instant
    let promised: CivilDate?
    let pauses: [ClockPause]
  }

  private func covers(_ scope: RowScope) -> Bool {
    switch scope {
    case .all: true
    case .owner(let number): owner == number
    case .agencies(let codes):
      codes.contains(resolver) || codes.contains(holder) || desk.map(codes.contains) == true
    }
  }

  private mutating func expect(_ condition: Bool, _ fault: String) {
    if !condition { faults.append("\(code.text) step \(number): \(fault)") }
  }
}
