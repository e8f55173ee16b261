import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Figures of histories that move in")
struct FigureImportTests {
  @Test("Imported histories count like those lived through", arguments: Adapter.allCases)
  func sameCounts(_ adapter: Adapter) async throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var scripts = (0..<10).map { _ in LifeScript(&random) }
      let lived = try await House(adapter)
      try await PaymentMove.prepare(lived)
      try await Self.live(&scripts, in: lived)
      let imported = try await House(adapter)
      try await PaymentMove.prepare(imported)
      let later = House.at("2020-09-01 08:00")
      let outcomes = try await imported.perform(
        ImportDossiers(
          lives: scripts.enumerated().map { $1.life(named: "CU-\($0)", imported) }
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
        let birth = scripts[moment.script].birth(house)
        codes[moment.script] = try await house.perform(birth, at: moment.at).code
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

    var isMoney: Bool { kind >= 10 }

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
      case 7:
        return .returnResult(
          ReturnResult(target: target, handover: ResultReturnRecord(method: .desk))
        )
      case 8: return .withdraw(WithdrawDossier(target: target))
      default:
        let day = at.ictDate.addingDays(9)
        return .extendDueDate(ExtendDueDate(target: target, reason: "Bận", dueDate: day))
      }
    }
  }

  let bornAt: Instant
  let agency: AgencyCode
  var moves: [Move] = []

  init(_ random: inout SeededGenerator) {
    bornAt =
      House.at("2020-06-01 08:00") + Int64.random(in: 0...(40 * Instant.day), using: &random)
    agency = Bool.random(using: &random) ? House.department : House.commune
    // The desk answers within its limit: who is too late there is noted by the server's clock.
    var at = bornAt + 30 * 60_000
    moves.append(Move(at: at, kind: -1))
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      at = at + Int64.random(in: 1...(60 * Instant.hour), using: &random)
      moves.append(Move(at: at, kind: Int.random(in: 0...14, using: &random)))
    }
  }

  func birth(_ house: House) -> SubmitDossier {
    var filing = house.filing(House.open, agency: agency)
    filing.at = bornAt
    return SubmitDossier(filing: filing, actor: House.portal)
  }

  func life(named name: String, _ house: House) -> ImportDossiers.Life {
    ImportDossiers.Life(
      source: "mot-cua-cu",
      code: name,
      birth: .submit(birth(house)),
      steps: moves.filter { !$0.isRefused }.map { move in
        ImportDossiers.Step(at: move.at, actor: move.actor, deed: move.deed)
      }
    )
  }
}
