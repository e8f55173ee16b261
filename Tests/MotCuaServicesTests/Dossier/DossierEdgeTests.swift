import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Edge cases of dossiers and their figures")
struct DossierEdgeTests {
  typealias Ground = DossierHouse.Ground

  private func perform(_ command: some StoreCommand, _ house: DossierHouse) async throws {
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    _ = try await house.store.perform(command, as: envelope) { _ in [] }
  }

  private func counts(_ house: DossierHouse) async throws -> DossierCounts {
    let response = try await house.statistics.getSummary(
      GetSummaryRequest(period: StatisticsTests.period((8, 1), (8, 31))),
      options: house.by(.supervisor)
    )
    return try #require(response.current?.dossiers)
  }

  @Test(
    "A call that failed has used no number, a submission that was refused has",
    arguments: Ground.allCases
  )
  func numbers(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var incomplete = Requests.submit()
    incomplete.components = []
    let failed = try await refusal {
      try await house.dossiers.submitDossier(incomplete, options: house.by(.applicant))
    }
    #expect(failed?.reason == .componentMissing)
    for number in 1...2 {
      let born = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
      #expect(born.code.hasSuffix("-000\(number)"))
      _ = try await house.dossiers.refuseDossier(
        RefuseDossierRequest(code: born.code, reason: "Sai"),
        options: house.by(.desk)
      )
    }
  }

  @Test("Codes asked for at once are all different and leave no gap", arguments: Ground.allCases)
  func concurrency(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let codes = try await withThrowingTaskGroup(of: String.self) { tasks in
      for _ in 0..<40 {
        tasks.addTask {
          try await house.dossiers.submitDossier(
            Requests.submit(),
            options: house.by(.applicant)
          ).code
        }
      }
      return try await tasks.reduce(into: Set<String>()) { $0.insert($1) }
    }
    let numbers = codes.compactMap { DossierCode($0)?.sequence }.sorted()
    #expect(numbers == Array(1...40))
  }

  @Test("A dossier keeps the revision under which it was filed", arguments: Ground.allCases)
  func revision(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let old = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let code = try #require(ProcedureCode(DossierProvince.license))
    var content = try #require(house.store.catalogue.procedure(code)?.content)
    content.name = "Cấp giấy phép (sửa đổi)"
    try await perform(
      ImportProcedures(drafts: [ProcedureDraft(code: code, content: content)]),
      house
    )
    let new = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let accepted = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: old.code),
      options: house.by(.desk)
    )
    #expect(accepted.procedureRevision == 1)
    #expect(new.procedureRevision == 2)
    #expect(accepted.procedureName == "Cấp giấy phép (sửa đổi)")
  }

  @Test("A dossier counts by the level at its submission", arguments: Ground.allCases)
  func levelAtSubmission(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let procedure = try #require(ProcedureCode(DossierProvince.license))
    let agency = try #require(AgencyCode(DossierProvince.department))
    var offering = try #require(house.store.catalogue.offering(procedure, agency))
    offering.levels = [OfferingLevelRecord(level: .legacy(.level2))]
    try await perform(SetOffering(offering: offering), house)
    let accepted = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(accepted.serviceLevel == .level4)
    _ = try await house.dossiers.receiveDossier(Requests.receive(), options: house.by(.desk))
    let figures = try await counts(house)
    #expect(figures.received == 2)
    #expect(figures.receivedLevel34 == 1)
    #expect(figures.receivedLevel34Online == 1)
  }

  @Test(
    "A fee of 0 and an exemption are kept apart, and neither is borne",
    arguments: Ground.allCases
  )
  func exemptions(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let exempt = DossierFee(
      kind: .charge,
      amountVnd: 30_000,
      exempt: true,
      exemptionReason: "Hộ nghèo"
    )
    for (number, fee) in [Requests.cash(0), exempt].enumerated() {
      var request = Requests.receive()
      request.fees = [fee]
      request.requestId = Requests.id(number)
      let born = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
      #expect(born.fees.map(\.exempt) == [fee.exempt])
      #expect(born.fees.map(\.amountVnd) == [fee.amountVnd])
      let kept = try await house.fullDossier(born.code)
      #expect(kept.fees.map(\.exemptionReason) == [fee.exemptionReason])
    }
    try await house.payOnline(try await house.received().code, 20_000)
    let figures = try await counts(house)
    #expect(figures.feeBearing == 1)
    #expect(figures.feePaidOnline == 1)
    #expect(figures.feeAmountVnd == 20_000)
    #expect(figures.feeOnlineAmountVnd == 20_000)
  }

  @Test("What is carried into a period is what was pending before it", arguments: 1...3)
  func continuity(_ seed: UInt64) async throws {
    let house = try await DossierHouse(.memory)
    var random = SplitMix(state: seed)
    var open: [(code: String, state: MotCuaAPI.DossierState)] = []
    for day in 3...28 where day % 7 != 1 && day % 7 != 2 {
      for hour in [8, 10, 14, 16] {
        house.set(8, day, hour)
        try await randomStep(house, &open, &random)
      }
    }
    house.set(9, 1, 8)
    let days = try await house.statistics.queryDaily(
      QueryDailyRequest(period: StatisticsTests.period((8, 1), (8, 31))),
      options: house.by(.supervisor)
    ).days.compactMap(\.dossiers)
    for (before, after) in zip(days, days.dropFirst()) {
      #expect(after.carriedOver == before.pending)
    }
    for day in days {
      #expect(day.carriedOver + day.received == day.resolved + day.pending)
      #expect(day.resolved == day.resolvedEarly + day.resolvedOnTime + day.resolvedLate)
      #expect(day.pendingOverdue >= 0 && day.pendingInTime >= 0 && day.waiting >= 0)
    }
    #expect(days.map(\.received).reduce(0, +) > 0)
    #expect(try await house.store.recount().differences == [])
  }

  private func randomStep(
    _ house: DossierHouse,
    _ open: inout [(code: String, state: MotCuaAPI.DossierState)],
    _ random: inout SplitMix
  ) async throws {
    guard !open.isEmpty, random.next() % 3 != 0 else {
      let born = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
      return open.append((born.code, born.state))
    }
    let index = Int(random.next() % UInt64(open.count))
    let code = open[index].code
    let chance = random.next() % 10
    let client = house.dossiers
    let step: Dossier
    switch open[index].state {
    case .submitted where chance == 0:
      step = try await client.refuseDossier(
        RefuseDossierRequest(code: code, reason: "Sai"),
        options: house.by(.desk)
      )
    case .submitted:
      step = try await client.acceptDossier(
        AcceptDossierRequest(code: code),
        options: house.by(.desk)
      )
    case .received:
      step = try await client.startDossier(
        StartDossierRequest(code: code),
        options: house.by(.desk)
      )
    case .supplementRequested:
      step = try await client.provideSupplement(
        ProvideSupplementRequest(code: code, note: "Đây"),
        options: house.by(.applicant)
      )
    default:
      step = try await handle(house, code, chance)
    }
    open[index].state = step.state
    if [.refused, .withdrawn, .completed].contains(step.state) { open.remove(at: index) }
  }

  private func handle(
    _ house: DossierHouse,
    _ code: String,
    _ chance: UInt64
  ) async throws -> Dossier {
    if chance < 3 {
      let asked = try? await house.dossiers.requestSupplement(
        RequestSupplementRequest(code: code, reason: "Thiếu"),
        options: house.by(.desk)
      )
      if let asked { return asked }
    }
    if chance == 9 {
      return try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: code),
        options: house.by(.applicant)
      )
    }
    return try await house.dossiers.completeDossier(
      CompleteDossierRequest(code: code, results: [Requests.result()]),
      options: house.by(.head)
    )
  }
}
