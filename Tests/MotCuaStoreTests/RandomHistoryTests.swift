import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Random histories")
struct RandomHistoryTests {
  @Test(
    "The figures equal a recount after any history, and carry on from day to day",
    arguments: Adapter.allCases,
    [1, 2, 3, 4] as [UInt64]
  )
  func recount(_ adapter: Adapter, seed: UInt64) async throws {
    let house = try await House(adapter)
    var player = RandomPlayer(house: house, seed: seed)
    for _ in 0..<300 { try await player.step() }
    let report = try await house.store.recount()
    #expect(report.differences == [])
    #expect(report.cells > 50)
    #expect(player.refusals > 0)
    try await expectContinuity(house)
  }

  /// Received and carried are resolved or pending, and what is pending is carried the next day.
  private func expectContinuity(_ house: House) async throws {
    let first = House.at("2020-06-01 00:00").ictDate
    var carried: Int64 = 0
    for offset in 0..<200 {
      let day = first.addingDays(offset)
      let figures = house.store.summary(StatisticsQuery(from: day, to: day))
      #expect(figures.carried == carried)
      #expect(
        figures.carried + figures.counts.total(.received) + figures.counts.total(.reopened)
          == figures.counts.resolved() + figures.pending
      )
      #expect(figures.overdue >= 0 && figures.overdue <= figures.pending)
      carried = figures.pending
    }
    let everything = try await house.store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: .max,
      limit: 10_000
    )
    let end = first.addingDays(199)
    let late = everything.filter {
      $0.finishedAt == nil && $0.isLate(at: Instant(ict: end.addingDays(1), minute: 0))
    }
    let figures = house.store.summary(StatisticsQuery(from: first, to: end))
    #expect(figures.overdue == Int64(late.count))
    #expect(figures.waiting == Int64(everything.filter { $0.state == .submitted }.count))
  }
}

/// Does random things to random dossiers, some of them forbidden.
private struct RandomPlayer {
  let house: House
  private var random: SeededGenerator
  private var codes: [DossierCode] = []
  private var now = House.at("2020-06-01 08:00")
  private(set) var refusals = 0

  init(house: House, seed: UInt64) {
    self.house = house
    random = SeededGenerator(seed: seed)
  }

  mutating func step() async throws {
    now = now + Int64.random(in: 0...(8 * Instant.hour), using: &random)
    do {
      if codes.count < 5 || Int.random(in: 0..<4, using: &random) == 0 {
        codes.append(try await born().code)
      } else if let code = codes.randomElement(using: &random) {
        try await handle(code)
      }
    } catch {
      guard case .refused = error else { throw error }
      refusals += 1
    }
  }

  private mutating func born() async throws(StoreError) -> DossierRecord {
    var filing = house.filing(
      agency: Bool.random(using: &random) ? House.department : House.commune
    )
    filing.submissionKind = SubmissionKind.allCases.randomElement(using: &random) ?? .assisted
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return try await house.perform(
        ReceiveDossier(filing: filing, channel: .direct, actor: House.desk),
        at: now
      )
    case 1:
      return try await house.perform(
        RefuseDossierAtDesk(filing: filing, channel: .post, reason: "Sai", actor: House.desk),
        at: now
      )
    default: return try await house.submit(filing, at: now)
    }
  }

  private mutating func handle(_ code: DossierCode) async throws(StoreError) {
    let target = DossierTarget(code: code, actor: House.desk)
    switch Int.random(in: 0..<22, using: &random) {
    case 12...21: try await handleLater(target)
    case 0...2: try await house.perform(AcceptDossier(target: target), at: now)
    case 3: try await house.perform(RefuseDossier(target: target, reason: "Sai"), at: now)
    case 4, 5: try await house.perform(StartDossier(target: target), at: now)
    case 6:
      let request = RequestSupplement(
        target: target,
        reason: "Thiếu",
        deadline: now.ictDate.addingDays(20)
      )
      try await house.perform(request, at: now)
    case 7: try await house.perform(ProvideSupplement(target: target), at: now)
    case 8, 9:
      let results = [DossierResultRecord(name: "Giấy")]
      try await house.perform(CompleteDossier(target: target, results: results), at: now)
    case 10:
      let method = ReturnMethod.allCases.randomElement(using: &random) ?? .desk
      try await house.perform(
        ReturnResult(target: target, handover: ResultReturnRecord(method: method)),
        at: now
      )
    default: try await house.perform(WithdrawDossier(target: target), at: now)
    }
  }

  private mutating func handleLater(_ target: DossierTarget) async throws(StoreError) {
    var chief = target
    chief.actor = House.supervisor
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: try await house.perform(StopDossier(target: target, reason: "Sai"), at: now)
    case 2: try await house.perform(ResumeDossier(target: chief, reason: ""), at: now)
    case 3, 4: try await house.perform(ReworkDossier(target: chief, reason: "Sai"), at: now)
    case 5:
      let day = now.ictDate.addingDays(Int.random(in: 1...9, using: &random))
      let extend = ExtendDueDate(target: target, reason: "Bận", dueDate: day)
      try await house.perform(extend, at: now)
    case 6:
      let agency = [House.department, House.commune].randomElement(using: &random)
      try await house.perform(ForwardDossier(target: target, agency: agency), at: now)
    case 7:
      let revoke = RevokeResult(target: target, number: 1, reason: "Sai")
      try await house.perform(revoke, at: now)
    case 8:
      let score = Int.random(in: 1...5, using: &random)
      try await house.perform(RateDossier(target: target, score: score), at: now)
    default: try await house.perform(RunTimers(), at: now)
    }
  }
}
