import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Figures of histories that move in")
struct FigureImportTests {
  @Test("Imported histories count like those lived through", arguments: Adapter.allCases)
  func sameCounts(_ adapter: Adapter) async throws {
    var made: Set<Int> = []
    for seed in 1...8 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let lived = try await House(adapter)
      var scripts = (0..<20).map { _ in LifeScript(&random, lived) }
      try await PaymentMove.prepare(lived)
      try await Self.live(&scripts, in: lived)
      for script in scripts { made.formUnion(script.moves.filter { !$0.isRefused }.map(\.kind)) }
      let imported = try await House(adapter)
      try await PaymentMove.prepare(imported)
      let later = House.at("2020-09-01 08:00")
      let outcomes = try await imported.perform(
        ImportDossiers(
          lives: scripts.enumerated().map { $1.life(named: "CU-\($0)") }
        ),
        at: later
      )
      for outcome in outcomes {
        guard case .taken = outcome else {
          Issue.record("seed \(seed): \(outcome)")
          continue
        }
      }
      #expect(try await Self.payments(lived) == Self.payments(imported), "seed \(seed)")
      #expect(lived.store.lastSequence == imported.store.lastSequence, "seed \(seed)")
      #expect(try await imported.store.recount().differences == [], "seed \(seed)")
      for _ in 0..<6 {
        let asOf =
          House.at("2020-06-01 08:00")
          + Int64.random(in: 0...(90 * Instant.day), using: &random)
        let from = asOf.ictDate.addingDays(-Int.random(in: 0...20, using: &random))
        let period = try #require(ReportPeriod(from: from, to: asOf.ictDate))
        let point: Comment = "seed \(seed), \(period), as of \(asOf)"
        let first = try await Self.answer(lived, period, asOf)
        let second = try await Self.answer(imported, period, asOf)
        #expect(first.rows == second.rows, point)
        #expect(first.summary == second.summary, point)
      }
    }
    // What never happened would be compared in no figure.
    #expect(made == Set(-1...20))
  }

  /// What became of all payments, whatever the codes of their dossiers.
  private static func payments(_ house: House) async throws -> [String] {
    let page = try await house.store.payments(
      PaymentQuery(),
      in: .all,
      before: nil,
      limit: 500,
      on: .pool
    )
    return page.items.map { payment in
      let instants = [
        payment.requestedAt, payment.paidAt, payment.confirmedAt, payment.refundedAt,
        payment.closedAt,
      ]
      return "\(payment.state) \(payment.number) \(payment.amount) \(instants)"
    }.sorted()
  }

  /// Makes the steps in the order of time; what is refused is struck off.
  private static func live(_ scripts: inout [LifeScript], in house: House) async throws {
    var codes: [Int: DossierCode] = [:]
    var asked: [Int: Int] = [:]
    var moments: [(at: Instant, script: Int, move: Int?)] = []
    for (index, script) in scripts.enumerated() {
      moments.append((script.bornAt, index, nil))
      for (move, made) in script.moves.enumerated() { moments.append((made.at, index, move)) }
    }
    moments.sort { ($0.at, $0.script, $0.move ?? -1) < ($1.at, $1.script, $1.move ?? -1) }
    for moment in moments {
      guard let move = moment.move else {
        codes[moment.script] = try await scripts[moment.script].live(in: house)
        continue
      }
      let code = try #require(codes[moment.script])
      let made = scripts[moment.script].moves[move]
      if made.isMoney {
        let number = asked[moment.script, default: 0] + (made.kind == 10 ? 1 : 0)
        scripts[moment.script].moves[move].payment = number
        let payments = [made.payment(of: code, number)].compactMap(\.self)
        let done = try await house.perform(PaymentMoves(moves: payments), at: moment.at).done
        if done == 0 { scripts[moment.script].moves[move].isRefused = true }
        if done == 1 { asked[moment.script] = number }
        continue
      }
      let target = DossierTarget(code: code, actor: made.actor, at: made.at)
      let step = made.step(target)
      let outcomes = try await house.perform(BulkTransition(steps: [step]), at: moment.at)
      if case .failure = outcomes.first { scripts[moment.script].moves[move].isRefused = true }
    }
  }

  private static func answer(
    _ house: House,
    _ period: ReportPeriod,
    _ asOf: Instant
  ) async throws -> (rows: [ReportRow], summary: StatisticsSummary) {
    let time = FigureTime(asOf: asOf)
    let rows = try await house.store.reportRows(
      period,
      .agencies([House.department, House.commune]),
      at: time,
      on: .pool
    ).rows
    let table = try await house.store.figures(
      FigureQuestion(days: [period.from.addingDays(-1), period.to], groups: .whole(), time: time),
      on: .pool
    )
    return (rows, table.sums(0).summary)
  }
}

/// What happens to one dossier, before it is known which of it is allowed.
private struct LifeScript {
  struct Move {
    let at: Instant
    let kind: Int
    var isRefused = false
    /// The number of the payment.
    var payment = 0
    /// What is chosen where a step leaves a choice.
    var choice = 0

    var isMoney: Bool { (10...14).contains(kind) }

    /// What is done to a payment here; nil before there is one.
    func payment(of code: DossierCode, _ number: Int) -> PaymentMove? {
      if kind == 10 {
        let target = DossierTarget(code: code, actor: House.desk, at: at)
        return .ask(target, at.ictDate.addingDays(20))
      }
      guard let payment = PaymentCode(dossier: code, number: number) else { return nil }
      switch kind {
      case 11, 12: return .cash(payment)
      case 13: return .cancel(payment)
      default: return .refund(payment)
      }
    }

    /// What was done, as an older system tells it.
    var deed: ImportDossiers.Deed {
      guard isMoney else { return .step { step($0) } }
      let deed: HistoricPayment.Deed =
        switch kind {
        case 10: .request(.charge, name: "", deadline: at.ictDate.addingDays(20))
        case 11, 12: .confirm(.cash, transactionReference: "")
        case 13: .cancel(reason: "Nhầm")
        default: .refund(reference: "HT")
        }
      return .payment(
        HistoricPayment(number: payment, amount: PaymentMove.amount, deed: deed)
      )
    }

    var actor: Actor { kind == 5 || kind == 6 ? House.supervisor : House.desk }

    func step(_ target: DossierTarget) -> DossierStep {
      switch kind {
      case -1: return .accept(AcceptDossier(target: target))
      case 0: return .start(StartDossier(target: target))
      case 1:
        let deadline = at.ictDate.addingDays(20)
        return .requestSupplement(
          RequestSupplement(target: target, reason: "Thiếu", deadline: deadline)
        )
      case 2: return .provideSupplement(ProvideSupplement(target: target))
      case 3: return .stop(StopDossier(target: target, reason: "Sai"))
      case 4:
        let results = [DossierResultRecord(name: "Giấy")]
        return .complete(CompleteDossier(target: target, results: results))
      case 5: return .resume(ResumeDossier(target: target, reason: ""))
      case 6: return .rework(ReworkDossier(target: target, reason: "Sai"))
      case 7, 15:
        let method = ReturnMethod.allCases[choice % ReturnMethod.allCases.count]
        return .returnResult(
          ReturnResult(target: target, handover: ResultReturnRecord(method: method))
        )
      case 8: return .withdraw(WithdrawDossier(target: target, reason: "Thôi"))
      case 16:
        let agency = choice % 2 == 0 ? House.department : House.commune
        return .forward(ForwardDossier(target: target, agency: agency))
      case 17: return .revokeResult(RevokeResult(target: target, number: 1, reason: "Sai"))
      case 18: return .rate(RateDossier(target: target, score: choice % 5 + 1))
      case 19: return .refuse(RefuseDossier(target: target, reason: "Sai"))
      default:
        let day = at.ictDate.addingDays(9)
        return .extendDueDate(ExtendDueDate(target: target, reason: "Bận", dueDate: day))
      }
    }
  }

  /// How a dossier comes in.
  enum Birth: CaseIterable {
    case submitted, submittedWithout, received, receivedElsewhere, refused
  }

  let bornAt: Instant
  let birth: Birth
  var filing: DossierFiling
  var moves: [Move] = []

  init(_ random: inout SeededGenerator, _ house: House) {
    bornAt =
      House.at("2020-06-01 08:00") + Int64.random(in: 0...(40 * Instant.day), using: &random)
    birth = Birth.allCases.randomElement(using: &random) ?? .submitted
    let agency = Bool.random(using: &random) ? House.department : House.commune
    filing = house.filing(House.open, agency: agency)
    filing.at = bornAt
    filing.addSubmitter(using: &random)
    if Bool.random(using: &random) {
      let amount = Money(dong: 8000 * Int64.random(in: 0...2, using: &random))
      let method: PaymentMethod = Bool.random(using: &random) ? .online : .cash
      filing.fees = [DossierFeeRecord(kind: .fee, amount: amount, method: method)]
    }
    // The desk answers within its limit: who is too late there is noted by the server's clock.
    var at = bornAt + Self.soon
    switch birth {
    case .submitted:
      moves.append(Move(at: at, kind: Int.random(in: 0..<4, using: &random) == 0 ? 19 : -1))
    case .submittedWithout:
      moves.append(Move(at: at, kind: 1))
      at = at + Int64.random(in: 1...(60 * Instant.hour), using: &random)
      moves += [Move(at: at, kind: 2), Move(at: at + Self.soon, kind: -1)]
      at = at + Self.soon
    case .received: break
    case .receivedElsewhere: filing.desk = House.centre
    case .refused: return
    }
    var last = moves.last?.kind ?? -1
    for _ in 0..<Int.random(in: 0...14, using: &random) {
      at = at + Int64.random(in: 1...(60 * Instant.hour), using: &random)
      // Chance alone rarely gets to an end.
      let next = Bool.random(using: &random) ? nil : Self.after[last]?.randomElement(using: &random)
      let kind = next ?? Int.random(in: 0...20, using: &random)
      last = Self.after[kind] == nil ? last : kind
      moves.append(Move(at: at, kind: kind, choice: Int.random(in: 0..<30, using: &random)))
    }
  }

  /// What usually comes behind a step.
  private static let after: [Int: [Int]] = [
    -1: [0], 0: [1, 3, 4, 10, 20], 1: [2], 2: [4, 8], 3: [5], 5: [4], 4: [6, 7, 15, 17], 6: [4],
    7: [18], 8: [14], 10: [11, 13], 11: [4, 8], 20: [4],
  ]

  private static let soon: Int64 = 30 * 60_000

  private var command: ImportDossiers.Birth {
    switch birth {
    case .submitted, .submittedWithout:
      .submit(SubmitDossier(filing: filing, actor: House.portal))
    case .received, .receivedElsewhere:
      .receive(ReceiveDossier(filing: filing, channel: .direct, actor: House.desk))
    case .refused:
      .refuseAtDesk(
        RefuseDossierAtDesk(filing: filing, channel: .direct, reason: "Sai", actor: House.desk)
      )
    }
  }

  /// Comes in as everybody does, at its instant.
  func live(in house: House) async throws -> DossierCode {
    switch command {
    case .submit(let birth): try await house.perform(birth, at: bornAt).code
    case .receive(let birth): try await house.perform(birth, at: bornAt).code
    case .refuseAtDesk(let birth): try await house.perform(birth, at: bornAt).code
    }
  }

  func life(named name: String) -> ImportDossiers.Life {
    ImportDossiers.Life(
      source: "mot-cua-cu",
      code: name,
      birth: command,
      steps: moves.filter { !$0.isRefused }.map { move in
        ImportDossiers.Step(at: move.at, actor: move.actor, deed: move.deed)
      }
    )
  }
}
