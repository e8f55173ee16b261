import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The steps inside the agency")
struct DossierStepTests {
  typealias Ground = DossierHouse.Ground

  /// Makes the next revision of the licence, with these steps inside the agency.
  private func revise(_ house: DossierHouse, _ steps: [InternalStepRecord]) async throws {
    let code = try #require(ProcedureCode(DossierProvince.license))
    var content = try #require(house.store.catalogue.procedure(code)?.content)
    content.internalSteps = steps
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    let draft = ProcedureDraft(code: code, content: content)
    _ = try await house.store.perform(ImportProcedures(drafts: [draft]), as: envelope) { _ in [] }
  }

  private func house(_ ground: Ground) async throws -> DossierHouse {
    let house = try await DossierHouse(ground)
    let limits = [TimeLimit(2, .workingDay), nil, TimeLimit(1, .other)]
    try await revise(
      house,
      zip(["Thẩm định", "Trình ký", "Trả kết quả"], limits).map { name, limit in
        InternalStepRecord(
          name: name,
          duty: .resolution,
          limit: limit.map { StatedLimit(limit: $0) }
        )
      }
    )
    return house
  }

  private func forward(
    _ house: DossierHouse,
    _ code: String,
    step: Int32,
    by person: Person = .specialist,
    due: CivilDate? = nil
  ) async throws -> Dossier {
    try await house.dossiers.forwardDossier(
      ForwardDossierRequest(
        code: code,
        division: "Phòng Một",
        stepDueDate: due?.date,
        stepNumber: step
      ),
      options: house.by(person)
    )
  }

  @Test("A typed day needs no calendar for the step's limit", arguments: Ground.allCases)
  func typedBeyondCalendar(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let limit = TimeLimit(5_000, .workingDay).map { StatedLimit(limit: $0) }
    try await revise(house, [InternalStepRecord(name: "Lâu", duty: .resolution, limit: limit)])
    let born = try await house.started()
    let refused = try await refusal { try await forward(house, born.code, step: 1) }
    #expect(refused?.reason == .calendarYearNotLoaded)
    let typed = try await forward(house, born.code, step: 1, due: DossierHouse.day(8, 7))
    #expect(typed.stepDueDate == DossierHouse.day(8, 7).date)
    let missing = try await refusal {
      try await forward(house, born.code, step: 2, due: DossierHouse.day(8, 7))
    }
    #expect(missing?.fields == ["step_number"])
  }

  @Test("A step's limit gives its last day, and the sheet names it", arguments: Ground.allCases)
  func limits(_ ground: Ground) async throws {
    let house = try await house(ground)
    let born = try await house.started()
    let first = try await forward(house, born.code, step: 1)
    #expect(first.stepNumber == 1)
    // From Thursday two working days on is Monday.
    #expect(first.stepDueDate == DossierHouse.day(8, 10).date)
    let handed = try await house.dossiers.reassignDossier(
      ReassignDossierRequest(code: born.code, officerCode: Person.specialist.officer ?? ""),
      options: house.by(.head)
    )
    #expect(handed.stepNumber == 1)
    #expect(handed.stepDueDate == first.stepDueDate)
    let second = try await forward(house, born.code, step: 2)
    #expect(second.stepNumber == 2)
    #expect(second.stepDueDate == nil)
    let third = try await forward(house, born.code, step: 3)
    #expect(third.stepDueDate == nil)
    let typed = try await forward(house, born.code, step: 1, due: DossierHouse.day(8, 7))
    #expect(typed.stepDueDate == DossierHouse.day(8, 7).date)
    #expect(typed.dueAt == born.dueAt)
    let none = try await forward(house, born.code, step: 0, by: .head)
    #expect(none.stepNumber == 0)
    #expect(none.stepDueDate == nil)
    // What a later revision calls its steps is not what this dossier goes through.
    try await revise(house, [InternalStepRecord(name: "Khác", duty: .resolution)])
    #expect(try await forward(house, born.code, step: 2).stepNumber == 2)
    let full = try await house.fullDossier(born.code)
    #expect(full.history.map(\.stepNumber) == [0, 0, 1, 1, 2, 3, 1, 0, 2])
    let sheet = try await house.dossiers.getControlSheet(
      GetControlSheetRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(sheet.stages.map(\.stepNumber) == full.history.map(\.stepNumber))
    let names = sheet.stages.suffix(4).map(\.stepName)
    #expect(names == ["Trả kết quả", "Thẩm định", "", "Trình ký"])
    #expect(sheet.stages[2].stepDueDate == first.stepDueDate)
  }

  @Test("A step that the revision does not have is refused", arguments: Ground.allCases)
  func unknown(_ ground: Ground) async throws {
    let house = try await house(ground)
    let born = try await house.started()
    for number in [4, 100, 101, -1] as [Int32] {
      let refused = try await refusal { try await forward(house, born.code, step: number) }
      #expect(refused?.fields == ["step_number"], "\(number)")
    }
    let plain = try await DossierHouse(ground)
    let other = try await plain.started()
    let refused = try await refusal { try await forward(plain, other.code, step: 1) }
    #expect(refused == Refusal(.invalidArgument, .invalidFields, fields: ["step_number"]))
    #expect(try await plain.fullDossier(other.code).history.count == 2)
  }
}
