import MotCuaDomain
import Testing

@Suite("The table of payments")
struct PaymentTableTests {
  /// The table written down a second time: state before, action, parts, state after.
  private static let declared = """
    - REQUEST D,O,X REQUESTED|- RECORD_EXCESS P,S REFUND_DUE|REQUESTED CREATE A,D,X PENDING
    REQUESTED CONFIRM D PAID|PENDING CONFIRM P,D,S PAID|CANCELLED CONFIRM P,S REFUND_DUE
    EXPIRED CONFIRM P,S REFUND_DUE|REQUESTED CANCEL D,O,T CANCELLED|PENDING CANCEL D,O,T CANCELLED
    REQUESTED EXPIRE T EXPIRED|PENDING EXPIRE T EXPIRED|PAID DECLARE_REFUND T REFUND_DUE
    REFUND_DUE REFUND D,S REFUNDED
    """
  private static let letters: [(TransitionRole, Character)] = [
    (.applicant, "A"), (.assistant, "H"), (.desk, "D"), (.specialist, "O"), (.leader, "L"),
    (.resultDesk, "R"), (.paymentGateway, "P"), (.postalOperator, "B"), (.connectedSystem, "X"),
    (.supervisor, "S"), (.timer, "T"),
  ]
  private static let rows = declared.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map {
    $0.split(separator: " ").map(String.init)
  }
  private static let states: [PaymentState?] = [nil] + PaymentState.allCases

  private static func actor(_ role: TransitionRole) -> DossierActor {
    switch role {
    case .applicant: DossierActor(.applicant)
    case .assistant: DossierActor(.assistant)
    case .desk: DossierActor(.officer, duties: [.reception])
    case .specialist: DossierActor(.officer, duties: [.resolution])
    case .leader: DossierActor(.officer, duties: [.signing])
    case .resultDesk: DossierActor(.officer, duties: [.result])
    case .paymentGateway: DossierActor(.paymentGateway)
    case .postalOperator: DossierActor(.postalOperator)
    case .connectedSystem: DossierActor(.system)
    case .supervisor: DossierActor(.supervisor)
    case .timer: .timer
    }
  }

  /// What the second table says: the state after, nil where it forbids.
  private static func expected(
    _ action: PaymentAction,
    _ state: PaymentState?,
    _ letter: Character
  ) -> String? {
    rows.first { row in
      row[0] == state?.code ?? "-" && row[1] == action.code
        && row[2].split(separator: ",").contains { $0 == String(letter) }
    }?[3]
  }

  @Test("Every state, action and part leads where the second table says, and nowhere else")
  func exhaustive() {
    var led = 0
    for state in Self.states {
      for action in PaymentAction.allCases {
        for (role, letter) in Self.letters {
          let to = try? PaymentTable.current.evaluate(action, in: state, by: Self.actor(role))
          #expect(to?.code == Self.expected(action, state, letter))
          led += to == nil ? 0 : 1
        }
      }
    }
    #expect(led == Self.rows.reduce(0) { $0 + $1[2].split(separator: ",").count })
  }

  @Test("A wrong state says what is allowed, a wrong actor only that he may not")
  func refusals() {
    let desk = Self.actor(.desk)
    #expect(
      throws: PaymentTable.Refusal.illegalAction(
        .refund,
        in: .requested,
        allowed: [
          .create, .confirm, .cancel,
        ]
      )
    ) { try PaymentTable.current.evaluate(.refund, in: .requested, by: desk) }
    #expect(throws: PaymentTable.Refusal.actorNotPermitted(.refund)) {
      try PaymentTable.current.evaluate(.refund, in: .refundDue, by: Self.actor(.paymentGateway))
    }
    // What no caller can ask for is not offered.
    #expect(
      throws: PaymentTable.Refusal.illegalAction(.create, in: .paid, allowed: [])
    ) { try PaymentTable.current.evaluate(.create, in: .paid, by: .timer) }
  }

  @Test("Money that came never leaves the states that hold it but by a refund", arguments: 0..<8)
  func money(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      var state: PaymentState?
      var arrived = false
      for _ in 0..<12 {
        let action = PaymentAction.allCases.randomElement(using: &random) ?? .request
        let role = Self.letters.randomElement(using: &random)?.0 ?? .desk
        let actor = Self.actor(role)
        guard let next = try? PaymentTable.current.evaluate(action, in: state, by: actor)
        else { continue }
        if action == .confirm || action == .recordExcess { arrived = true }
        #expect(arrived == (next.holdsMoney || next == .refunded))
        if state == .refunded { Issue.record("A final state was left.") }
        state = next
      }
    }
  }

  @Test("A payment's code is its dossier's and its number")
  func codes() throws {
    let text = "000.00.05.H10-200806-0001-TT12"
    let code = try #require(PaymentCode(text))
    #expect(code.number == 12)
    #expect(code.text == text)
    for wrong in [
      "000.00.05.H10-200806-0001", text + "x", "-TT1", "000.00.05.H10-200806-0001-TT0",
      "000.00.05.H10-200806-0001-KQ1", "000.00.05.H10-200806-0001-TT01",
      "000.00.05.H10-200806-0001-TT1234567",
    ] {
      #expect(PaymentCode(wrong) == nil, "\(wrong)")
    }
  }
}
