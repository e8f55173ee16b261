import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Who has a dossier in hand, and until when")
struct DossierHandlingTests {
  typealias Ground = DossierHouse.Ground

  @Test("Handed to another agency it is seen there, and its code stays", arguments: Ground.allCases)
  func transfer(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let hidden = try await refusal { try await house.dossier(born.code, as: .communeDesk) }
    #expect(hidden == Refusal(.notFound, .notFound))
    let forwarded = try await house.dossiers.forwardDossier(
      ForwardDossierRequest(
        code: born.code,
        agencyCode: DossierProvince.commune,
        division: "Bộ phận tư pháp",
        officerCode: Person.communeDesk.officer ?? "",
        stepDueDate: DossierHouse.day(8, 10).date
      ),
      options: house.by(.specialist)
    )
    #expect(forwarded.code == born.code)
    #expect(forwarded.agencyCode == DossierProvince.department)
    #expect(forwarded.responsibleAgencyCode == DossierProvince.commune)
    #expect(forwarded.assigneeCode == Person.communeDesk.officer)
    #expect(forwarded.stepDueDate == DossierHouse.day(8, 10).date)
    #expect(forwarded.dueAt == born.dueAt)
    #expect(try await house.dossier(born.code, as: .communeDesk) == forwarded)
    let listed = try await house.dossiers.listDossiers(
      ListDossiersRequest(),
      options: house.by(.communeDesk)
    )
    #expect(listed.dossiers.map(\.code) == [born.code])
    let back = try await house.dossiers.forwardDossier(
      ForwardDossierRequest(code: born.code, agencyCode: DossierProvince.department),
      options: house.by(.head)
    )
    #expect(back.responsibleAgencyCode == DossierProvince.department)
    #expect(back.division == "")
    let gone = try await refusal { try await house.dossier(born.code, as: .communeDesk) }
    #expect(gone == hidden)
    let history = try await house.fullDossier(born.code).history
    #expect(history[2].agencyCode == DossierProvince.commune)
    #expect(history[2].division == "Bộ phận tư pháp")
    #expect(history[3].agencyCode == DossierProvince.department)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A destination must exist, be named, and lie ahead")
  func destinations() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.started()
    func forward(_ change: (inout ForwardDossierRequest) -> Void) async throws -> Refusal? {
      var request = ForwardDossierRequest(code: born.code)
      change(&request)
      return try await refusal {
        try await house.dossiers.forwardDossier(request, options: house.by(.specialist))
      }
    }
    #expect(try await forward { _ in }?.fields == ["agency_code"])
    #expect(try await forward { $0.agencyCode = "000.00.99.H10" }?.reason == .agencyNotFound)
    #expect(try await forward { $0.officerCode = "CB-99" }?.reason == .officerNotFound)
    let elsewhere = try await forward { $0.officerCode = Person.communeDesk.officer ?? "" }
    #expect(elsewhere?.reason == .officerNotFound)
    let past = try await forward {
      $0.division = "Phòng Một"
      $0.stepDueDate = DossierHouse.day(8, 5).date
    }
    #expect(past?.fields == ["step_due_date"])
    let reassigned = try await house.dossiers.reassignDossier(
      ReassignDossierRequest(code: born.code, officerCode: Person.specialist.officer ?? ""),
      options: house.by(.head)
    )
    #expect(reassigned.assigneeCode == Person.specialist.officer)
    #expect(reassigned.state == .inProgress)
  }

  @Test("A due date is extended once, from three days before it on", arguments: Ground.allCases)
  func extensions(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    var request = ExtendDueDateRequest(
      code: born.code,
      reason: "Cần xác minh",
      dueDate: DossierHouse.day(8, 20).date
    )
    func extend() async throws -> Dossier {
      try await house.dossiers.extendDueDate(request, options: house.by(.head))
    }
    house.set(8, 9, 10)
    #expect(try await refusal(extend) == Refusal(.failedPrecondition, .extensionTooEarly))
    house.set(8, 10, 10)
    request.dueDate = DossierHouse.day(8, 13).date
    #expect(try await refusal(extend)?.reason == .dueDateNotAllowed)
    request.dueDate = DossierHouse.day(8, 20).date
    let extended = try await extend()
    #expect(extended.dueAt == Instant(ict: DossierHouse.day(8, 20), minute: 17 * 60).timestamp)
    #expect(extended.extensionCount == 1)
    #expect(extended.state == .inProgress)
    house.set(8, 19, 10)
    request.dueDate = DossierHouse.day(8, 28).date
    #expect(try await refusal(extend) == Refusal(.failedPrecondition, .alreadyExtended))
    _ = try await house.dossiers.setDossierPolicy(
      SetDossierPolicyRequest(
        policy: DossierPolicy(supplementRequestsMax: 2, extensionsMax: 2, extensionNoticeDays: 3)
      ),
      options: house.by(.administrator)
    )
    #expect(try await extend().extensionCount == 2)
    #expect(try await house.august().extended == 2)
    let entry = try #require(try await house.fullDossier(born.code).history.last)
    #expect(entry.oldDueAt == extended.dueAt)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("An extension of a late dossier leaves it late until then", arguments: Ground.allCases)
  func lateExtension(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    house.set(8, 17, 10)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: born.code,
        reason: "Cần xác minh",
        dueDate: DossierHouse.day(8, 21).date
      ),
      options: house.by(.head)
    )
    house.set(8, 24, 10)
    let days = try await house.statistics.queryDaily(
      QueryDailyRequest(period: StatisticsTests.period((8, 13), (8, 24))),
      options: house.by(.supervisor)
    ).days.compactMap(\.dossiers).map(\.pendingOverdue)
    #expect(days == [0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test("A pause after an extension moves the new date", arguments: Ground.allCases)
  func pauseAfterExtension(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    house.set(8, 13, 10)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(code: born.code, reason: "Bận", dueDate: DossierHouse.day(8, 18).date),
      options: house.by(.head)
    )
    house.set(8, 14, 9, 15)
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: born.code,
        reason: "Thiếu",
        deadline: DossierHouse.day(8, 31).date
      ),
      options: house.by(.specialist)
    )
    house.set(8, 17, 9, 15)
    let provided = try await house.dossiers.provideSupplement(
      ProvideSupplementRequest(code: born.code, note: "Đây"),
      options: house.by(.applicant)
    )
    #expect(provided.dueAt == Instant(ict: DossierHouse.day(8, 19), minute: 17 * 60).timestamp)
    let pauses = try await house.fullDossier(born.code).pauses
    #expect(pauses.map(\.newDueAt) == [provided.dueAt])
    #expect(pauses[0].oldDueAt == Instant(ict: DossierHouse.day(8, 18), minute: 17 * 60).timestamp)
  }
}
