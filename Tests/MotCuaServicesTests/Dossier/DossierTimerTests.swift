import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What the server does by its clock")
struct DossierTimerTests {
  typealias Ground = DossierHouse.Ground

  private func askSupplement(_ code: String, _ house: DossierHouse) async throws {
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: code,
        reason: "Thiếu",
        deadline: DossierHouse.day(8, 12).date
      ),
      options: house.by(.desk)
    )
  }

  @Test(
    "A supplement that never comes ends the dossier at the end of its last day",
    arguments: Ground.allCases
  )
  func expired(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let handled = try await house.started()
    let waiting = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    for code in [handled.code, waiting.code] { try await askSupplement(code, house) }
    house.set(8, 12, 23, 59)
    #expect(try await house.runTimers() == 0)
    house.set(8, 20, 8)
    #expect(try await house.runTimers() == 2)
    #expect(try await house.runTimers() == 0)
    let end = Instant(ict: DossierHouse.day(8, 13), minute: 0).timestamp
    let stopped = try await house.dossier(handled.code)
    #expect(stopped.state == .stopped)
    #expect(stopped.finishedAt == end)
    #expect(stopped.closingReason == "Quá hạn bổ sung")
    #expect(!stopped.overdue)
    let refused = try await house.dossier(waiting.code)
    #expect(refused.state == .refused)
    #expect(refused.closedAt == end)
    #expect(refused.receivedAt == nil)
    let entry = try #require(try await house.fullDossier(handled.code).history.last)
    #expect(entry.action == .expireSupplement)
    #expect(entry.occurredAt == end)
    #expect(entry.officerCode == "")
    #expect(try await house.store.recount().differences == [])
  }

  @Test("An answer after the last day comes too late, timers or not", arguments: Ground.allCases)
  func lateAnswer(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    try await askSupplement(born.code, house)
    house.set(8, 13, 0)
    let late = try await refusal {
      try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: born.code, note: "Đây"),
        options: house.by(.applicant)
      )
    }
    #expect(late?.reason == .illegalTransition)
    #expect(late?.subjects == [])
    #expect(try await house.runTimers() == 1)
    #expect(try await house.dossier(born.code).state == .stopped)
  }

  @Test(
    "A desk that was late before a supplement can still answer after it",
    arguments: Ground.allCases
  )
  func lateBeforeSupplement(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    house.set(8, 10, 8)
    #expect(try await house.runTimers() == 1)
    try await askSupplement(born.code, house)
    house.set(8, 10, 9)
    _ = try await house.dossiers.provideSupplement(
      ProvideSupplementRequest(code: born.code, note: "Đây"),
      options: house.by(.applicant)
    )
    house.set(8, 10, 10)
    #expect(try await house.runTimers() == 0)
    let accepted = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(accepted.state == .received)
    #expect(try await house.august().acceptanceOverdue == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A submission without an answer is noted once, at its limit", arguments: Ground.allCases)
  func acceptance(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let first = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    house.set(8, 6, 10)
    let second = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    house.set(8, 7, 9, 30)
    #expect(try await house.runTimers() == 1)
    house.set(8, 7, 15)
    // The desk comes before the timers: what fell due is noted first all the same.
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: second.code),
      options: house.by(.desk)
    )
    #expect(try await house.runTimers() == 0)
    for dossier in [first, second] {
      let history = try await house.fullDossier(dossier.code).history
      #expect(history[1].action == .noteAcceptanceOverdue)
      #expect(history[1].occurredAt == dossier.acceptanceDueAt)
      #expect(history[1].toState == .submitted)
    }
    let counts = try await house.august()
    #expect([counts.acceptanceOverdue, counts.waiting] == [2, 1])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("What is late is done in the order in which it fell due", arguments: Ground.allCases)
  func order(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for day in [7, 6] {
      house.set(8, day == 6 ? 7 : 6, 9)
      let born = try await house.dossiers.submitDossier(
        Requests.submit(),
        options: house.by(.applicant)
      )
      codes.append(born.code)
    }
    let before = house.store.lastSequence
    house.set(8, 31, 8)
    #expect(try await house.runTimers() == 2)
    let events = try await house.store.dossierEvents(
      afterSequence: before,
      in: .all,
      limit: 10,
      on: .pool
    )
    #expect(events.map(\.code.text) == codes)
    #expect(events.map(\.at) == events.map(\.at).sorted())
  }

  @Test("What cannot be done stays due, and what can is done", arguments: Ground.allCases)
  func hindered(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let stuck = try await house.started()
    let free = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    // The end of the first pause leads beyond the loaded years, so its due date has no answer.
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: stuck.code,
        reason: "Thiếu",
        deadline: MotCuaAPI.Date(year: 2028, month: 1, day: 10)
      ),
      options: house.by(.desk)
    )
    house.clock.set(Instant(ict: CivilDate.newYear(2028), minute: 20 * 24 * 60))
    #expect(try await house.runTimers() == 1)
    #expect(try await house.fullDossier(free.code).history.count == 2)
    #expect(try await house.dossier(stuck.code).state == .supplementRequested)
  }
}
