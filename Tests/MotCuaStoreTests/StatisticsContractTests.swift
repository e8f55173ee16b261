import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store counts")
struct StatisticsContractTests {
  private static func day(_ text: String) -> CivilDate {
    House.at(text + " 00:00").ictDate
  }

  private func query(
    _ from: String,
    _ to: String,
    _ agencies: Set<AgencyCode>? = nil
  ) -> FigureDays {
    FigureDays(from: Self.day(from), to: Self.day(to), agencies: agencies)
  }

  @Test("Nothing is counted for a caller who has gone")
  func gone() async throws {
    let house = try await House(.sqlite)
    _ = try await house.started()
    let period = try #require(
      ReportPeriod(from: Self.day("2020-08-01"), to: Self.day("2020-08-31"))
    )
    let query = FigureDossierQuery(
      measure: .sums { $0.summary.counts.total(.received) },
      period: period,
      time: FigureTime(asOf: period.end, knownAt: house.store.lastSequence)
    )
    #expect(try await house.store.figureDossiers(query).count == 1)
    let asked = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await house.store.figureDossiers(query)
    }
    await #expect(throws: CancellationError.self) { try await asked.value }
  }

  @Test("A resolved dossier is early, on time or late by the date", arguments: Adapter.allCases)
  func resolution(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    // Due on 13 August: the day before, the evening of that day, the day after.
    for end in ["2020-08-12 15:00", "2020-08-13 23:30", "2020-08-14 08:00"] {
      let dossier = try await house.started()
      try await house.perform(
        CompleteDossier(
          target: house.target(dossier),
          results: [DossierResultRecord(name: "Giấy")]
        ),
        at: House.at(end)
      )
    }
    let august = try await house.store.summary(query("2020-08-01", "2020-08-31"))
    #expect(august.counts.total(.submitted) == 3)
    #expect(august.counts.total(.received, channel: .online, from: .level3) == 3)
    #expect(august.counts.total(.received, channel: .online) == 3)
    #expect(august.counts.total(.resolvedEarly) == 1)
    #expect(august.counts.total(.resolvedOnTime) == 1)
    #expect(august.counts.total(.resolvedLate) == 1)
    #expect(august.counts.resolved() == 3)
    #expect(august.pending == 0)
    let before = try await house.store.summary(query("2020-08-13", "2020-08-13"))
    #expect(before.carried == 2)
    #expect(before.pending == 1)
    #expect(before.overdue == 0)
    let after = try await house.store.summary(query("2020-08-14", "2020-08-14"))
    #expect(after.carried == 1)
    #expect(after.pending == 0)
    #expect(after.overdue == 0)
  }

  @Test(
    "A level change counts each dossier by its level at submission",
    arguments: Adapter.allCases
  )
  func levels(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    _ = try await house.started(at: House.at("2020-06-30 10:00"))
    _ = try await house.started(at: House.at("2020-07-01 10:00"))
    let all = try await house.store.summary(query("2020-06-01", "2020-07-31")).counts
    #expect(all.total(.received, from: .level2) == 2)
    #expect(all.total(.received, from: .level3) == 1)
  }

  @Test("What is late is late while it runs and when it stopped late", arguments: Adapter.allCases)
  func overdue(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let inTime = try await house.started()
    let late = try await house.started()
    _ = try await house.started()
    func ask(_ dossier: DossierRecord, _ at: String) async throws {
      try await house.perform(
        RequestSupplement(
          target: house.target(dossier),
          reason: "Thiếu",
          deadline: CivilDate("2020-09-30")
        ),
        at: House.at(at)
      )
    }
    try await ask(inTime, "2020-08-13 16:00")
    try await ask(late, "2020-08-14 08:00")
    _ = try await house.submit(at: House.at("2020-08-14 08:00"))
    func present(
      _ at: String,
      _ agencies: Set<AgencyCode>? = nil
    ) async throws -> StatisticsSummary {
      let now = House.at(at)
      let question = FigureQuestion(
        days: [now.ictDate.addingDays(-1), now.ictDate],
        groups: .whole(agencies),
        time: FigureTime(asOf: now)
      )
      return try await house.store.figures(question, on: .loop(0)).sums(0).summary
    }
    #expect(try await present("2020-08-13 23:59").overdue == 0)
    #expect(try await present("2020-08-14 00:00").overdue == 2)
    #expect(try await present("2020-08-20 00:00").overdue == 2)
    #expect(try await present("2020-08-20 00:00", [House.commune]).overdue == 0)
    try await house.perform(RunTimers(), at: House.at("2020-08-17 09:00"))
    #expect(try await present("2020-08-17 07:59").waitingOverdue == 0)
    #expect(try await present("2020-08-17 09:00").waitingOverdue == 1)
    let end = try await house.store.summary(query("2020-08-14", "2020-08-14"))
    #expect(end.overdue == 2)
    #expect(end.pending == 3)
    #expect(end.waiting == 1)
    #expect(try await house.store.summary(query("2020-08-13", "2020-08-13")).overdue == 0)
  }

  @Test(
    "What its applicant has to complete before reception is a balance of its own",
    arguments: Adapter.allCases
  )
  func applicantIsAwaited(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit(at: House.at("2020-08-10 08:00"))
    try await house.perform(
      RequestSupplement(target: house.target(dossier), reason: "Thiếu"),
      at: House.at("2020-08-11 08:00")
    )
    try await house.perform(
      ProvideSupplement(target: house.target(dossier)),
      at: House.at("2020-08-13 08:00")
    )
    func told(_ day: String) async throws -> [Int64] {
      let summary = try await house.store.summary(query(day, day))
      return [summary.waiting, summary.waitingForApplicant]
    }
    #expect(try await told("2020-08-10") == [1, 0])
    #expect(try await told("2020-08-11") == [0, 1])
    #expect(try await told("2020-08-12") == [0, 1])
    #expect(try await told("2020-08-13") == [1, 0])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Figures by agency, day and procedure add up to the summary", arguments: Adapter.allCases)
  func breakdowns(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    for index in 0..<6 {
      let filing = house.filing(
        index.isMultiple(of: 3) ? House.textLimit : House.open,
        agency: index.isMultiple(of: 2) ? House.commune : House.department
      )
      try await house.submit(filing, at: House.at("2020-08-0\(index + 1) 09:00"))
    }
    let wanted = query("2020-08-02", "2020-08-05")
    #expect(try await house.store.summary(wanted).counts.total(.submitted) == 4)
    let agencies = try await house.store.agencyFigures(wanted)
    #expect(agencies.map(\.agency) == [House.department, House.centre, House.commune])
    #expect(agencies.map { $0.summary.counts.total(.submitted) } == [2, 0, 2])
    let first = Self.day("2020-08-01")
    let daily = FigureQuestion(
      days: (0...4).map { first.addingDays($0) },
      groups: .whole(),
      time: FigureTime(asOf: House.at("2020-08-31 09:00"))
    )
    let days = try await house.store.figures(daily, on: .pool)
    #expect((1...4).map { days.sums(0, $0).summary.counts.total(.submitted) } == [1, 1, 1, 1])
    let procedures = [House.open, House.textLimit]
    let groups = FigureGroups(count: 2, needsProcedure: true) { _, procedure in
      procedure.flatMap { procedures.firstIndex(of: $0) }
    }
    let byProcedure = try await house.store.figures(
      FigureQuestion(days: [first, first.addingDays(4)], groups: groups, time: daily.time),
      on: .pool
    )
    #expect((0...1).map { byProcedure.sums($0).summary.counts.total(.submitted) } == [3, 1])
    let named = query("2020-08-02", "2020-08-05", [House.centre, House.commune])
    #expect(
      try await house.store.agencyFigures(named).map { $0.summary.counts.total(.submitted) } == [
        0, 2,
      ]
    )
    #expect(try await house.store.summary(named).counts.total(.submitted) == 2)
  }

  @Test("Fees count on the day of reception, exempt ones not at all", arguments: Adapter.allCases)
  func fees(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let exempt = DossierFeeRecord(
      kind: .fee,
      amount: Money(dong: 5000),
      isExempt: true,
      exemptionReason: "Hộ nghèo"
    )
    let paid = DossierFeeRecord(
      kind: .charge,
      amount: Money(dong: 8000),
      method: .online,
      transactionReference: "TX1"
    )
    let dossier = try await house.submit(
      house.filing(fees: [exempt, paid]),
      at: House.at("2020-08-05 09:00")
    )
    let cash = DossierFeeRecord(kind: .charge, amount: Money(dong: 2000), method: .cash)
    try await house.perform(
      AcceptDossier(target: house.target(dossier), fees: [cash]),
      at: House.at("2020-08-06 09:00")
    )
    let counts = try await house.store.summary(query("2020-08-06", "2020-08-06")).counts
    #expect(counts.total(.feeBearing) == 1)
    #expect(counts.total(.feePaidOnline) == 1)
    #expect(counts.total(.feeAmount) == 10_000)
    #expect(counts.total(.feeOnlineAmount) == 8000)
    #expect(try await house.store.recount().differences.isEmpty)
  }
}
