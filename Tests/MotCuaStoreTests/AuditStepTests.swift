import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("What the audit tells of each dossier", .serialized)
struct AuditStepTests {
  /// Method, principal and purpose of the entries about a dossier, the oldest first.
  private func entries(_ house: House, _ code: DossierCode) async throws -> [String] {
    let query = AuditQuery(subject: code.text)
    return try await house.store.auditEntries(query, before: nil, limit: 50).items.reversed()
      .map { "\($0.method) \($0.principalID) \($0.purpose)" }
  }

  @Test("A step among many has its own entry, one that is refused has none")
  func bulk() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let first = try await house.submit()
      let second = try await house.submit()
      try await house.perform(RefuseDossier(target: house.target(second), reason: "Sai"))
      let before = house.store.auditHead.id
      let steps = [first, second].map {
        DossierStep.accept(AcceptDossier(target: house.target($0)))
      }
      let outcomes = try await house.perform(BulkTransition(steps: steps))
      #expect(outcomes.map { (try? $0.get()) != nil } == [true, false])
      #expect(house.store.auditHead.id == before + 2)
      let told = try await entries(house, first.code)
      #expect(told == ["test.SubmitDossier 1 ", "test.BulkTransition 1 ACCEPT"])
      #expect(try await entries(house, second.code).count == 2)
      let head = house.store.auditHead
      #expect(try await house.store.verifyAudit(head).brokenID == nil)
    }
  }

  @Test("What the server does by its clock is its own, also within a caller's request")
  func timers() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let first = try await house.submit()
      let second = try await house.submit()
      let later = House.at("2020-08-10 10:00")
      try await house.perform(AcceptDossier(target: house.target(first)), at: later)
      try await house.perform(RunTimers(), at: later)
      let fired = "motcua.timers 0 NOTE_ACCEPTANCE_OVERDUE"
      let submitted = "test.SubmitDossier 1 "
      #expect(try await entries(house, first.code) == [submitted, fired, "test.AcceptDossier 1 "])
      #expect(try await entries(house, second.code) == [submitted, fired])
      #expect(try await house.store.verifyAudit(house.store.auditHead).brokenID == nil)
    }
  }

  @Test("A reorganisation has one entry, however many dossiers it moves, and it is not the clock's")
  func reorganization() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let moved = try await house.submit()
      try await house.submit()
      let heir = House.code("H10.20")
      let plan = ReorganizationPlan(
        date: House.at("2020-08-06 09:15").ictDate,
        decision: "1/NQ",
        created: [AgencyRecord(code: heir, name: "Sở Mới", level: .province)],
        links: [ReorganizationPlan.Link(old: House.department, new: heir, kind: .renamed)]
      )
      let before = house.store.auditHead.id
      try await house.perform(
        ReorganizeAgencies(plan: plan, principalID: 1),
        at: House.at("2020-08-06 10:00")
      )
      #expect(house.store.auditHead.id == before + 1)
      #expect(try await entries(house, moved.code) == ["test.SubmitDossier 1 "])
    }
  }

  @Test("Each dossier that is taken over has its own entry")
  func histories() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      var actor = House.portal
      actor.isHistory = true
      var lives: [ImportDossiers.Life] = []
      for (number, procedure) in [House.open, House.procedure("9.999999")].enumerated() {
        var filing = house.filing(procedure)
        filing.externalSource = "IGATE"
        filing.externalCode = "G-\(number)"
        filing.at = House.at("2020-07-01 08:00")
        lives.append(
          ImportDossiers.Life(
            source: "IGATE",
            code: "G-\(number)",
            birth: .submit(SubmitDossier(filing: filing, actor: actor)),
            steps: [
              ImportDossiers.Step(
                at: House.at("2020-07-01 09:00"),
                actor: actor,
                deed: .step { .accept(AcceptDossier(target: $0)) }
              )
            ]
          )
        )
      }
      let before = house.store.auditHead.id
      let outcomes = try await house.perform(ImportDossiers(lives: lives))
      guard case .taken(let code) = outcomes.first else {
        Issue.record("the first was not taken")
        continue
      }
      #expect(house.store.auditHead.id == before + 2)
      let told = try await entries(house, code)
      #expect(told == ["test.ImportDossiers 1 2 steps of a history"])
    }
  }
}
