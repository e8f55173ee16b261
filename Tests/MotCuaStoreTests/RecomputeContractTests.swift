import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store does with a calendar that came late")
struct RecomputeContractTests {
  /// Monday, 10 August 2020, off; a Saturday worked for it.
  private static let swap = [
    CalendarDay(date: House.at("2020-08-10 00:00").ictDate, kind: .swapOff, name: "Nghỉ hoán đổi"),
    CalendarDay(date: House.at("2020-08-15 00:00").ictDate, kind: .swapWork, name: "Làm bù"),
  ]
  private static let now = House.at("2020-08-07 10:00")

  private func loadSwap(_ house: House) async throws {
    try await house.perform(
      ImportCalendar(
        days: House.days.filter {
          $0.date.year == 2020
        } + Self.swap
      ),
      at: Self.now
    )
  }

  private func recompute(
    _ house: House,
    after: Int64 = 0,
    limit: Int = 256,
    validateOnly: Bool = false
  ) async throws -> RecomputeDueDates.Outcome {
    try await house.perform(
      RecomputeDueDates(after: after, principalID: 1, limit: limit),
      at: Self.now,
      validateOnly: validateOnly
    )
  }

  @Test(
    "Due dates follow the calendar; what was typed or promised stays",
    arguments: Adapter.allCases
  )
  func rules(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let plain = try await house.started()
    let waiting = try await house.submit(at: House.at("2020-08-07 09:30"))
    let late = try await house.submit(at: House.at("2020-08-04 09:30"))
    let typed = try await house.submit(house.filing(House.textLimit))
    try await house.perform(
      AcceptDossier(
        target: house.target(typed),
        dueDate: House.at("2020-08-20 00:00").ictDate
      )
    )
    let extended = try await house.started()
    let promised = House.at("2020-08-18 00:00").ictDate
    try await house.perform(
      ExtendDueDate(target: house.target(extended), reason: "Bận", dueDate: promised),
      at: House.at("2020-08-13 08:00")
    )
    try await loadSwap(house)
    let told = try await house.perform(
      RecomputeDueDates(principalID: 1),
      at: House.at("2020-08-13 09:00"),
      validateOnly: true
    )
    let skips = Dictionary(uniqueKeysWithValues: told.dossiers.map { ($0.code, $0.skip) })
    #expect(skips[typed.code] == .typed)
    #expect(skips[extended.code] == .extended)
    #expect(skips[late.code] == .passed)
    #expect(told.examined == 5 && told.isDone)
    let row = try #require(told.dossiers.first { $0.code == plain.code })
    #expect(row.old == House.at("2020-08-13 17:00"))
    #expect(row.new == House.at("2020-08-14 17:00"))
    #expect(skips[waiting.code] == .passed)
    #expect(try await house.store.dossier(plain.code, in: .all, on: .pool)?.dueAt == row.old)
  }

  @Test("Each that changes makes a step, and the figures follow", arguments: Adapter.allCases)
  func apply(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let plain = try await house.started()
    let waiting = try await house.submit(at: House.at("2020-08-07 09:30"))
    try await loadSwap(house)
    let done = try await recompute(house)
    #expect(done.dossiers.map(\.isAcceptance) == [false, true])
    let found = try await house.store.dossierDetail(plain.code, in: .all, on: .pool)
    let detail = try #require(found)
    #expect(detail.dossier.dueAt == House.at("2020-08-14 17:00"))
    #expect(detail.dossier.calendarVersion == 2)
    #expect(detail.dossier.state == plain.state)
    let step = try #require(detail.events.last)
    #expect(step.action == .recomputeDueDate)
    #expect(step.dueBefore == House.at("2020-08-13 17:00"))
    #expect(step.dueAfter == House.at("2020-08-14 17:00"))
    #expect(step.principalID == 1)
    let answer = try await house.store.dossier(waiting.code, in: .all, on: .pool)
    #expect(answer?.acceptanceDueAt == House.at("2020-08-11 09:30"))
    #expect(try await house.store.firstTimer(on: .pool) == House.at("2020-08-11 09:30"))
    let day = House.at("2020-08-14 00:00").ictDate
    #expect(try await house.store.summary(FigureDays(from: day, to: day)).overdue == 0)
    let next = day.addingDays(1)
    #expect(try await house.store.summary(FigureDays(from: next, to: next)).overdue == 1)
    #expect(try await house.store.recount().differences == [])
    let again = try await recompute(house)
    #expect(again.dossiers == [])
    #expect(again.examined == 2)
  }

  @Test("Batches take up where the last one ended", arguments: Adapter.allCases)
  func batches(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    var codes: [DossierCode] = []
    for _ in 0..<5 { codes.append(try await house.started().code) }
    try await loadSwap(house)
    var told: [DossierCode] = []
    var last: Int64 = 0
    var rounds = 0
    while rounds < 10 {
      let outcome = try await recompute(house, after: last, limit: 2)
      told += outcome.dossiers.map(\.code)
      last = outcome.last
      rounds += 1
      if outcome.isDone { break }
    }
    #expect(told == codes)
    #expect(rounds == 3)
    await #expect(throws: StoreError.etagMismatch(current: 2)) {
      try await house.perform(RecomputeDueDates(expectedVersion: 1, principalID: 1))
    }
  }

  @Test("A year that is not loaded leaves the date as it is")
  func yearNotLoaded() async throws {
    let house = try await House(.memory)
    let dossier = try await house.started(at: House.at("2020-12-29 09:00"))
    let days = [House.days[0], House.days[1]]
    try await house.perform(
      ImportCalendar(
        days: days + Self.swap + [
          CalendarDay(date: House.at("2021-02-01 00:00").ictDate, kind: .holiday, name: "Nghỉ")
        ]
      ),
      at: Self.now
    )
    let told = try await house.perform(
      RecomputeDueDates(principalID: 1),
      at: House.at("2020-12-30 09:00")
    )
    #expect(told.dossiers.map(\.skip) == [.yearNotLoaded])
    #expect(try await house.store.dossier(dossier.code, in: .all, on: .pool) == dossier)
  }
}
