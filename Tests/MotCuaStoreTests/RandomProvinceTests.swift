import Foundation
import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Random provinces")
struct RandomProvinceTests {
  /// How many dossiers each seed has; `MOTCUA_DOSSIERS` sets another number for a campaign.
  private static let dossierCount =
    ProcessInfo.processInfo.environment["MOTCUA_DOSSIERS"].flatMap { Int($0) } ?? 800

  @Test(
    "Whatever random actors do, every history obeys the rules and every figure a recount",
    arguments: [11, 12, 13] as [UInt64]
  )
  func histories(seed: UInt64) async throws {
    let house = try await House(.sqlite)
    try await PaymentMove.prepare(house)
    var player = ProvincePlayer(house: house, seed: seed)
    while player.codes.count < Self.dossierCount { try await player.day() }
    for _ in 0..<30 { try await player.day(births: 0) }
    #expect(player.done > Self.dossierCount)
    #expect(player.refused > 100)
    #expect(player.hidden > 100)
    #expect(player.paid > 5)
    try await expectRules(house, player)
    try await expectPayments(house, player)
    try await expectCodes(house)
    let report = try await house.store.recount()
    #expect(report.differences.prefix(5) == [])
  }

  private func expectRules(_ house: House, _ player: ProvincePlayer) async throws {
    let engine = DueDateEngine(calendar: house.store.calendar)
    let limit = try #require(TimeLimit(5, .workingDay))
    var faults: [String] = []
    var sequences: [Int64] = []
    for code in player.codes {
      let found = try await house.store.dossierDetail(code, in: .all, on: .pool)
      let detail = try #require(found)
      var oracle = HistoryOracle(detail.dossier, engine: engine, limit: limit)
      oracle.judge(detail.events, scopes: ProvincePlayer.scopes)
      faults += oracle.faults
      sequences += detail.events.map(\.sequence)
    }
    #expect(faults.prefix(5) == [])
    #expect(sequences.sorted() == Array(1...Int64(sequences.count)))
    #expect(house.store.lastSequence == Int64(sequences.count))
  }

  /// A dossier waits for a payment exactly while one is awaited; what ended without use holds no
  /// money but what is to go back.
  private func expectPayments(_ house: House, _ player: ProvincePlayer) async throws {
    var faults: [String] = []
    for code in player.codes {
      let found = try await house.store.dossier(code, in: .all, on: .pool)
      let dossier = try #require(found)
      let payments = try await house.store.payments(
        PaymentQuery(dossier: code),
        in: .all,
        before: nil,
        limit: 100,
        on: .pool
      ).items
      let open = payments.count { $0.state.isOpen }
      let paid = payments.filter { $0.state == .paid }.reduce(0) { $0 + $1.amount.dong }
      let isOver = dossier.state == .refused || dossier.state == .withdrawn
      if open != (dossier.state == .paymentRequested ? 1 : 0) { faults.append("\(code): open") }
      if isOver, paid > 0 { faults.append("\(code): paid for nothing") }
      let charged = dossier.fees.reduce(0) { $0 + $1.amount.dong }
      if !isOver, charged != paid { faults.append("\(code): fees \(charged), paid \(paid)") }
      let numbers = payments.map(\.number).sorted()
      if numbers != Array(1...max(numbers.count, 1)).prefix(numbers.count).map(\.self) {
        faults.append("\(code): numbers")
      }
    }
    #expect(faults.prefix(5) == [])
  }

  /// The numbers of each agency's day begin at 1 and have no gap.
  private func expectCodes(_ house: House) async throws {
    let all = try await house.store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: .max,
      limit: .max
    )
    let days = Dictionary(grouping: all.map(\.code)) { "\($0.agency) \($0.date)" }
    for (day, codes) in days {
      #expect(codes.map(\.sequence).sorted() == Array(1...codes.count), "\(day)")
    }
  }
}

/// Many births or steps in one transaction, each under its own instant.
private struct Births: StoreCommand {
  let filings: [DossierFiling]
  let kinds: [Int]

  func run(in transaction: some WriteTransaction) throws(StoreError) -> [DossierCode] {
    var codes: [DossierCode] = []
    for (filing, kind) in zip(filings, kinds) {
      switch kind {
      case 0:
        let birth = ReceiveDossier(filing: filing, channel: .direct, actor: House.desk)
        codes.append(try birth.run(in: transaction).code)
      case 1:
        let birth = RefuseDossierAtDesk(
          filing: filing,
          channel: .direct,
          reason: "Sai",
          actor: House.desk
        )
        codes.append(try birth.run(in: transaction).code)
      default:
        let birth = SubmitDossier(filing: filing, actor: House.portal)
        codes.append(try birth.run(in: transaction).code)
      }
    }
    return codes
  }
}

/// Plays a province day by day: dossiers are born, and random actors try random steps.
private struct ProvincePlayer {
  /// What the actors with these numbers see.
  static let scopes: [Int64: RowScope] = [
    21: .agencies([House.department]), 22: .agencies([House.commune]),
    23: .owner("070090000001"), 24: .owner("070090000002"),
  ]

  private let house: House
  private var random: SeededGenerator
  private var day = House.at("2020-03-02 00:00").ictDate
  private(set) var codes: [DossierCode] = []
  private(set) var done = 0
  private(set) var refused = 0
  private(set) var hidden = 0
  private(set) var paid = 0

  init(house: House, seed: UInt64) {
    self.house = house
    random = SeededGenerator(seed: seed)
  }

  /// One day: births in the morning, steps through the day, the server's clock at its end.
  mutating func day(births: Int = 40) async throws {
    let morning = Instant(ict: day, minute: 7 * 60)
    let filings = (0..<births).map { index in
      filing(at: morning + Int64(index) * 1000)
    }
    let kinds = filings.map { _ in Int.random(in: 0..<6, using: &random) }
    codes += try await house.perform(Births(filings: filings, kinds: kinds), at: morning)
    let count = 240
    let steps = (0..<count).compactMap { index in
      step(at: morning + Instant.hour + Int64(index) * 2 * 60_000)
    }
    let evening = Instant(ict: day, minute: 20 * 60)
    for outcome in try await house.perform(BulkTransition(steps: steps), at: evening) {
      switch outcome {
      case .success: done += 1
      case .failure(.notFound): hidden += 1
      case .failure: refused += 1
      }
    }
    let moves = (0..<80).compactMap { index in payment(at: evening + Int64(index) * 1000) }
    let tried = try await house.perform(PaymentMoves(moves: moves), at: evening + Instant.hour)
    done += tried.done
    paid += tried.paid
    if Bool.random(using: &random) {
      try await house.perform(RunTimers(limit: 5000), at: evening + Instant.hour)
    }
    day = day.addingDays(Int.random(in: 1...2, using: &random))
  }

  private mutating func filing(at instant: Instant) -> DossierFiling {
    var filing = house.filing(
      agency: Bool.random(using: &random) ? House.department : House.commune,
      identity: Bool.random(using: &random) ? "070090000001" : "070090000002"
    )
    filing.submissionKind = SubmissionKind.allCases.randomElement(using: &random) ?? .assisted
    filing.at = instant
    return filing
  }

  private mutating func actor() -> Actor {
    let id: Int64 = [2, 2, 2, 2, 2, 2, 5, 21, 22, 23, 24].randomElement(using: &random) ?? 2
    switch id {
    case 2: return House.desk
    case 5: return House.supervisor
    case 23, 24:
      return Actor(principalID: id, kind: .applicant, scope: Self.scopes[id] ?? .all)
    default:
      return Actor(
        principalID: id,
        kind: .officer,
        duties: Set(OfficerDuty.allCases.filter { _ in Bool.random(using: &random) }),
        officer: "CB001",
        scope: Self.scopes[id] ?? .all
      )
    }
  }

  private mutating func payment(at instant: Instant) -> PaymentMove? {
    guard let code = codes.suffix(60).randomElement(using: &random),
      let payment = PaymentCode(
        dossier: code,
        number: [1, 1, 1, 2].randomElement(using: &random) ?? 1
      )
    else { return nil }
    let deadline = day.addingDays(Int.random(in: 0...9, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return .ask(DossierTarget(code: code, actor: House.desk, at: instant), deadline)
    case 2: return .open(payment)
    case 3: return .cash(payment)
    case 4...6:
      let isRight = Int.random(in: 0..<4, using: &random) > 0
      return .callback(payment, "GD-\(payment)-\(Int.random(in: 1...2, using: &random))", isRight)
    default: return .cancel(payment)
    }
  }

  private mutating func step(at instant: Instant) -> DossierStep? {
    guard let code = codes.suffix(300).randomElement(using: &random) else { return nil }
    let target = DossierTarget(code: code, actor: actor(), at: instant)
    switch Int.random(in: 0..<20, using: &random) {
    case 0...3: return .accept(AcceptDossier(target: target))
    case 4: return .refuse(RefuseDossier(target: target, reason: "Sai"))
    case 5...7: return .start(StartDossier(target: target))
    case 8:
      let agency = [House.department, House.commune].randomElement(using: &random)
      return .forward(ForwardDossier(target: target, agency: agency))
    case 9:
      let deadline = day.addingDays(Int.random(in: 1...12, using: &random))
      return .requestSupplement(
        RequestSupplement(target: target, reason: "Thiếu", deadline: deadline)
      )
    case 10: return .provideSupplement(ProvideSupplement(target: target))
    case 11: return .stop(StopDossier(target: target, reason: "Sai"))
    case 12: return .resume(ResumeDossier(target: target, reason: ""))
    case 13, 14:
      let results = [DossierResultRecord(name: "Giấy")]
      return .complete(CompleteDossier(target: target, results: results))
    case 15: return .rework(ReworkDossier(target: target, reason: "Sai"))
    case 16:
      let handover = ResultReturnRecord(method: .desk)
      return .returnResult(ReturnResult(target: target, handover: handover))
    default: return ending(target)
    }
  }

  private mutating func ending(_ target: DossierTarget) -> DossierStep {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .withdraw(WithdrawDossier(target: target))
    case 1: return .revokeResult(RevokeResult(target: target, number: 1, reason: "Sai"))
    case 2: return .rate(RateDossier(target: target, score: 3))
    default:
      let dueDate = day.addingDays(Int.random(in: 1...20, using: &random))
      return .extendDueDate(ExtendDueDate(target: target, reason: "Bận", dueDate: dueDate))
    }
  }
}
