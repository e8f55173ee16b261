import MotCuaDomain

/// The transition table written down a second time, as text, from the regulations' own list.
///
/// Fields: states before (`-` for none), side of acceptance (`a` before, `p` after, `*` both),
/// action, parts, guards, state after (`=` same, `<` where it came from), clock.
enum DeclaredTransitions {
  struct Row {
    let states: [Int]
    let side: Character
    let action: String
    let parts: Set<String>
    let guards: [String]
    let target: String
    let clock: String
  }

  private static let text = """
    - * SUBMIT             A,H,X     published,online,components   1 startAcceptance
    - * RECEIVE_AT_DESK    D         published,paper,components    2 startProcessing
    - * REFUSE_AT_DESK     D         reason                        3 unchanged
    1 * ACCEPT             D         receptionFee                  2 startProcessing
    1 * REFUSE             D         reason                        3 end
    1 * REQUEST_SUPPLEMENT D         once,items                    5 pause
    1,2,4,5,6 * WITHDRAW   A,H,D     asked                         7 end
    2 * START              D         none                          4 unchanged
    2 * FORWARD            D         destination                   4 unchanged
    4 * FORWARD            O,L       destination                   = unchanged
    2,4 * REQUEST_SUPPLEMENT O,D     once,reason,items,deadline    5 pause
    5 * PROVIDE_SUPPLEMENT A,H,D     none                          < resume
    5 p EXPIRE_SUPPLEMENT  T,S       passed                        8 end
    5 a EXPIRE_SUPPLEMENT  T,S       passed                        3 end
    1 * REQUEST_PAYMENT    D,X       amount,account                6 pause
    6 a CONFIRM_PAYMENT    P,S       full                          < resume
    6 p EXPIRE_PAYMENT     T,S       passed                        8 end
    6 a EXPIRE_PAYMENT     T,S       passed                        3 end
    2,4 * REQUEST_PAYMENT  O,D       amount,account                6 pause
    6 p CONFIRM_PAYMENT    P,D,S     full                          < resume
    6 * CANCEL_PAYMENT     O,D       reason                        < resume
    4 * STOP               O,L       reason                        8 end
    8 * RESUME             S         none                          4 reopen
    4 * COMPLETE           L         result                        9 end
    9 * REWORK             S         reason                        4 reopen
    9 * RETURN_RESULT      D,R,B,X   resultFee,receiver            10 unchanged
    2,4 * EXTEND_DUE_DATE  L         onceExtended,timely,reason,later = extend
    1,2,4,5,6 * REASSIGN   L,S       destination                   = unchanged
    9,10 * REVOKE_RESULT   L         inForce,reason                = unchanged
    10 * RATE              A,H,D,R   notRated                      = unchanged
    1 * NOTE_ACCEPTANCE_OVERDUE T    passed                        = unchanged
    1,2,4,5,6,8,9 * TRANSFER T       none                          = unchanged
    1,2,4,5,6 * RECOMPUTE_DUE_DATE T none                          = recompute
    """

  /// Actions that nobody can ask for.
  static let withoutMethod: Set<String> = [
    "EXPIRE_SUPPLEMENT", "EXPIRE_PAYMENT", "NOTE_ACCEPTANCE_OVERDUE", "TRANSFER",
    "RECOMPUTE_DUE_DATE",
  ]

  static let rows: [Row] = text.split(separator: "\n").map { line in
    let fields = line.split(separator: " ").map(String.init)
    return Row(
      states: fields[0].split(separator: ",").map { Int($0) ?? 0 },
      side: fields[1].first ?? "*",
      action: fields[2],
      parts: Set(fields[3].split(separator: ",").map(String.init)),
      guards: fields[4] == "none" ? [] : fields[4].split(separator: ",").map(String.init),
      target: fields[5],
      clock: fields[6]
    )
  }

  static func rows(state: DossierState?, isAccepted: Bool) -> [Row] {
    rows.filter { row in
      row.states.contains(state?.rawValue ?? 0)
        && (row.side == "*" || row.side == (isAccepted ? "p" : "a"))
    }
  }

  /// The letters of the regulations' list for an actor.
  static func parts(
    _ kind: PrincipalKind,
    _ duties: Set<OfficerDuty>,
    assertsApplicant: Bool
  ) -> Set<String> {
    switch kind {
    case .applicant: return ["A"]
    case .assistant: return ["H"]
    case .system: return assertsApplicant ? ["X", "A"] : ["X"]
    case .supervisor: return ["S"]
    case .paymentGateway: return ["P"]
    case .postalOperator: return ["B"]
    case .administrator, .public: return []
    case .officer:
      let letters: [OfficerDuty: String] = [
        .reception: "D", .resolution: "O", .signing: "L", .result: "R",
      ]
      return Set(duties.compactMap { letters[$0] })
    }
  }
}
