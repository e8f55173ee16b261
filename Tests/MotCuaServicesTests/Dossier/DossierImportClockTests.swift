import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What the clock does to a history that moved in")
struct DossierImportClockTests {
  typealias Ground = DossierHouse.Ground

  /// What such a dossier waits for in vain.
  enum Wait: CaseIterable {
    case supplement, payment
  }

  private func at(_ day: Int, _ hour: Int) -> Instant {
    Instant(ict: DossierHouse.day(7, day), minute: hour * 60)
  }

  private func event(
    _ action: MotCuaAPI.DossierAction,
    _ day: Int,
    _ hour: Int
  ) -> ImportedEvent {
    ImportedEvent(action: action, occurredAt: at(day, hour).timestamp)
  }

  /// Waits from 2 July until the 10th, and is handed to another officer on the 12th.
  private func row(_ wait: Wait) -> ImportedDossier {
    var events = [event(.receive, 1, 8), event(.start, 1, 9)]
    var payments: [ImportedPayment] = []
    let last = DossierHouse.day(7, 10).date
    switch wait {
    case .supplement:
      var asked = event(.requestSupplement, 2, 9)
      asked.note = "Thiếu"
      asked.date = last
      events.append(asked)
    case .payment:
      payments = [
        ImportedPayment(
          kind: .charge,
          amountVnd: 50_000,
          requestedAt: at(2, 9).timestamp,
          deadline: last
        )
      ]
    }
    var handed = event(.reassign, 12, 10)
    handed.assigneeCode = Person.specialist.officer ?? ""
    events.append(handed)
    return ImportedDossier(
      line: 1,
      externalSource: "IGATE",
      externalCode: "G-1",
      procedureCode: DossierProvince.license,
      agencyCode: DossierProvince.department,
      channel: .direct,
      applicant: Requests.applicant(),
      components: [Requests.form()],
      events: events,
      payments: payments
    )
  }

  private func take(
    _ rows: [ImportedDossier],
    _ house: DossierHouse
  ) async throws -> ImportDossiersResponse {
    try await house.dossiers.importDossiers(options: house.by(.administrator)) { writer in
      try await writer.write(ImportDossiersRequest(dossiers: rows, requestId: Requests.id(900)))
    }
  }

  private func moved(_ wait: Wait, _ ground: Ground) async throws -> (DossierHouse, String) {
    let house = try await DossierHouse(ground)
    let answer = try await take([row(wait)], house)
    #expect(answer.errors == [])
    return (house, "000.00.05.H10-200701-0001")
  }

  @Test(
    "A last day that was over ends it, at the last step where that came after it",
    arguments: Ground.allCases,
    Wait.allCases
  )
  func timers(_ ground: Ground, _ wait: Wait) async throws {
    let (house, code) = try await moved(wait, ground)
    #expect(try await house.runTimers() == 1)
    #expect(try await house.runTimers() == 0)
    let ended = try await house.fullDossier(code)
    #expect(ended.state == .stopped)
    #expect(ended.finishedAt == at(12, 10).timestamp)
    #expect(ended.history.last?.occurredAt == at(12, 10).timestamp)
    #expect(try await house.store.recount().differences == [])
  }

  @Test(
    "A step, a reorganisation and a calendar that come before the timer find it ended",
    arguments: Ground.allCases,
    Wait.allCases
  )
  func others(_ ground: Ground, _ wait: Wait) async throws {
    let (house, code) = try await moved(wait, ground)
    let late = try await refusal {
      try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: code),
        options: house.by(.applicant)
      )
    }
    #expect(late?.reason == .illegalTransition)
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    let told = try await house.store.perform(
      RecomputeDueDates(principalID: 1),
      as: envelope
    ) { _ in [] }
    #expect(told.outcome?.examined == 1)
    #expect(try await house.dossier(code).state == .stopped)

    let (second, other) = try await moved(wait, ground)
    second.set(8, 20, 9)
    let report = try await second.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: second.by(.administrator)
    )
    #expect(report.totals?.dossiers == 1)
    let handed = try await second.dossier(other, as: .supervisor)
    #expect(handed.state == .stopped)
    #expect(handed.agencyCode == ReorganizationTests.merged)
    #expect(try await second.store.recount().differences == [])
  }

  @Test("A day that has no code is the fault of its row alone", arguments: Ground.allCases)
  func ancient(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var rows: [ImportedDossier] = []
    for (line, year) in [(1, 2020), (2, 1999), (3, 202), (4, 2020)] {
      var row = row(.supplement)
      row.line = Int64(line)
      row.externalCode = "G-\(line)"
      if year != 2020 {
        let day = CivilDate(year: year, month: 5, day: 3).map { Instant(ict: $0, minute: 480) }
        row.events[0].occurredAt = try #require(day).timestamp
      }
      rows.append(row)
    }
    let answer = try await take(rows, house)
    #expect(answer.counts?.created == 2)
    #expect(answer.errors.map(\.line) == [2, 3])
    #expect(answer.errors.allSatisfy { $0.field == "events[0].occurred_at" })
  }
}
