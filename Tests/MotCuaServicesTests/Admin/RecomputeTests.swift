import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Due dates by a calendar that came late")
struct RecomputeTests {
  typealias Ground = DossierHouse.Ground

  /// Monday, 10 August 2020, is off and Saturday, 15 August, is worked for it.
  private func loadSwap(_ house: DossierHouse) async throws -> Int64 {
    var days = VietnamCalendar2019To2027.days.filter { $0.date.year == 2020 }
    days.append(
      MotCuaDomain.CalendarDay(date: DossierHouse.day(8, 10), kind: .swapOff, name: "Nghỉ")
    )
    days.append(
      MotCuaDomain.CalendarDay(date: DossierHouse.day(8, 15), kind: .swapWork, name: "Bù")
    )
    let rows = days.enumerated().map {
      CalendarRow(
        line: Int64($0.offset) + 2,
        day: MotCuaAPI.CalendarDay(
          date: $0.element.date.date,
          kind: CalendarDayKind($0.element.kind),
          name: $0.element.name,
          basis: $0.element.basis
        )
      )
    }
    return try await house.admin.importCalendar(
      ImportCalendarRequest(rows: rows),
      options: house.by(.administrator)
    ).version
  }

  private func recompute(
    _ house: DossierHouse,
    _ request: RecomputeDueDatesRequest,
    as person: Person = .administrator
  ) async throws -> [RecomputeDueDatesResponse] {
    var answers: [RecomputeDueDatesResponse] = []
    let stream = try await house.admin.recomputeDueDates(request, options: house.by(person))
    for try await answer in stream { answers.append(answer) }
    return answers
  }

  @Test("A dry run lists old and new, the run changes them once", arguments: Ground.allCases)
  func run(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let version = try await loadSwap(house)
    let dry = try await recompute(house, RecomputeDueDatesRequest(validateOnly: true))
    #expect(dry.map(\.done) == [true])
    #expect(dry[0].calendarVersion == version)
    #expect(dry[0].counts == RecomputeCounts(examined: 1, changed: 1))
    #expect(dry[0].dossiers.map(\.code) == [born.code])
    #expect(dry[0].dossiers[0].oldDueAt == born.dueAt)
    #expect(try await house.dossier(born.code).dueAt == born.dueAt)
    let request = RecomputeDueDatesRequest(requestId: Requests.id(9), calendarVersion: version)
    let done = try await recompute(house, request)
    #expect(done[0].dossiers == dry[0].dossiers)
    let after = try await house.fullDossier(born.code)
    #expect(after.dueAt == dry[0].dossiers[0].newDueAt)
    #expect(after.calendarVersion == version)
    #expect(after.history.last?.action == .recomputeDueDate)
    #expect(after.history.last?.oldDueAt == born.dueAt)
    let position = house.store.lastSequence
    #expect(try await recompute(house, request) == done)
    #expect(house.store.lastSequence == position)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("What broke off goes on with the same request, and nothing is done twice")
  func resume() async throws {
    let house = try await DossierHouse(.memory)
    for _ in 0..<600 { _ = try await house.received() }
    _ = try await loadSwap(house)
    let request = RecomputeDueDatesRequest(requestId: Requests.id(10))
    let first = house.store.lastSequence
    // The caller goes away after the first batch.
    let stream = try await house.admin.recomputeDueDates(request, options: house.by(.administrator))
    var seen = 0
    for try await answer in stream {
      seen = answer.dossiers.count
      break
    }
    #expect(seen == 256)
    let answers = try await recompute(house, request)
    #expect(answers.map(\.dossiers.count) == [256, 256, 88])
    #expect(answers.last?.counts == RecomputeCounts(examined: 600, changed: 600))
    #expect(house.store.lastSequence == first + 600)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("It needs an identity to apply, and the calendar that was meant")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    _ = try await house.started()
    let version = try await loadSwap(house)
    await expectRefusal(.requestIdRequired) {
      _ = try await recompute(house, RecomputeDueDatesRequest())
    }
    let stale = await expectRefusal(.etagMismatch) {
      _ = try await recompute(
        house,
        RecomputeDueDatesRequest(validateOnly: true, calendarVersion: version - 1)
      )
    }
    #expect(stale?.values["current_etag"] == String(version))
    await expectRefusal(.principalNotAllowed) {
      _ = try await recompute(house, RecomputeDueDatesRequest(validateOnly: true), as: .desk)
    }
  }
}
