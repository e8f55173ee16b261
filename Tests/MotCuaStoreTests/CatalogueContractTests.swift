import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store knows of agencies, procedures and people")
struct CatalogueContractTests {
  @Test(
    "An import changes only what differs, and each change is a revision",
    arguments: Adapter.allCases
  )
  func procedures(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let code = House.procedure("1.004194")
    let first = ProcedureDraft(code: code, content: House.content("Đăng ký tạm trú"))
    let second = ProcedureDraft(code: code, content: House.content("Đăng ký tạm trú online"))
    let outcomes = try await house.perform(ImportProcedures(drafts: [first, second, second]))
    #expect(outcomes == [.created, .updated, .unchanged])
    let again = try await house.perform(
      ImportProcedures(drafts: [second]),
      at: House.at("2020-09-09 09:00")
    )
    #expect(again == [.unchanged])
    let stored = try #require(house.store.catalogue.procedure(code))
    #expect(stored.revision == 2)
    #expect(stored.content == second.content)
    #expect(stored.updatedAt == House.at("2020-08-06 09:15"))
    let revisions = house.store
    #expect(try await revisions.procedureRevision(code, 1, on: .loop(0)) == first.content)
    #expect(try await revisions.procedureRevision(code, 2, on: .loop(0)) == second.content)
    #expect(try await revisions.procedureRevision(code, 3, on: .loop(0)) == nil)
  }

  @Test("A dossier keeps the revision under which it was filed", arguments: Adapter.allCases)
  func revisionOfDossier(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    var content = House.content("Đăng ký khai sinh lưu động")
    content.integratedSince = CivilDate("2020-08-01")
    try await house.perform(
      ImportProcedures(drafts: [ProcedureDraft(code: House.open, content: content)])
    )
    #expect(try await house.submit().procedureRevision == 2)
    let read = try await house.store.dossier(dossier.code, in: .all, on: .loop(0))
    #expect(read?.procedureRevision == 1)
  }

  @Test("Lists of procedures follow their codes", arguments: Adapter.allCases)
  func procedureLists(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let catalogue = house.store.catalogue
    let all = [House.closed, House.open, House.textLimit]
    #expect(catalogue.procedures.map(\.code) == all)
    let page = catalogue.procedures(after: House.closed, limit: 1) { _ in true }
    #expect(page.map(\.code) == [House.open])
    let published = catalogue.procedures(after: nil, limit: 9) { $0.content.state == .published }
    #expect(published.map(\.code) == [House.open, House.textLimit])
    #expect(catalogue.procedures(after: House.textLimit, limit: 9) { _ in true }.isEmpty)
    let july = House.at("2020-07-02 00:00").ictDate
    #expect(catalogue.level(of: House.open, on: july) == .level4)
    #expect(catalogue.level(of: House.open, on: july.addingDays(-30)) == .level2)
  }

  @Test("Agencies come in any order, a bad one alone is left out", arguments: Adapter.allCases)
  func agencies(_ adapter: Adapter) async throws {
    let house = try await House(adapter, isFurnished: false)
    let child = AgencyRecord(
      code: House.commune,
      name: "Xã",
      level: .commune,
      parent: House.department
    )
    let parent = AgencyRecord(
      code: House.department,
      otherCode: AgencyCode("H10.05"),
      name: "Sở",
      level: .province
    )
    let orphan = AgencyRecord(
      code: House.centre,
      name: "?",
      level: .province,
      parent: House.code("H10.99")
    )
    let outcomes = try await house.perform(ImportAgencies(agencies: [child, parent, orphan]))
    #expect(outcomes[0] == .created && outcomes[1] == .created)
    #expect(
      outcomes[2] == .rejected(.precondition(.parentNotFound(House.code("H10.99"))))
    )
    let directory = house.store.directory
    #expect(directory.agencyCount == 2)
    #expect(directory.agency(House.code("H10.05"))?.code == House.department)
    #expect(directory.subtree(of: House.department) == [House.department, House.commune])
    #expect(
      try await house.perform(ImportAgencies(agencies: [child, parent]))
        == [.unchanged, .unchanged]
    )
    await #expect(throws: StoreError.alreadyExists(.agency("H10.05"))) {
      try await house.perform(
        CreateAgency(
          agency: AgencyRecord(code: House.code("H10.05"), name: "?", level: .province)
        )
      )
    }
  }

  @Test("Sectors with two names are reported, not overwritten", arguments: Adapter.allCases)
  func sectors(_ adapter: Adapter) async throws {
    let house = try await House(adapter, isFurnished: false)
    let outcomes = try await house.perform(
      ImportSectors(sectors: [
        SectorRecord(code: "G03-GD10", name: "Giáo dục"),
        SectorRecord(code: "G03-GD10", name: "Đào tạo"),
        SectorRecord(code: "G03-GD10", name: "Giáo dục"),
      ])
    )
    #expect(
      outcomes
        == [.created, .rejected(.precondition(.conflictingName("Giáo dục"))), .unchanged]
    )
    #expect(house.store.catalogue.sectors.map(\.name) == ["Giáo dục"])
  }

  @Test("A token serves until it expires or is revoked", arguments: Adapter.allCases)
  func tokens(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let principal = try await house.perform(
      CreatePrincipal(
        principal: PrincipalRecord(
          kind: .officer,
          name: "Lê Thị Bình",
          agencies: [House.department],
          duties: [.reception, .signing]
        )
      )
    )
    let hash = TokenHash(a: 1, b: 2, c: 3, d: .max)
    let expiry = House.at("2020-09-01 00:00")
    let token = try await house.perform(
      CreateToken(
        token: TokenRecord(principalID: principal.id, hash: hash, expiresAt: expiry)
      )
    )
    let now = House.at("2020-08-07 00:00")
    #expect(house.store.identities.principal(of: hash, at: now) == principal)
    #expect(house.store.identities.principal(of: hash, at: expiry) == nil)
    let other = TokenHash(a: 1, b: 2, c: 3, d: 4)
    #expect(house.store.identities.principal(of: other, at: now) == nil)
    let revoked = try await house.perform(RevokeToken(tokenID: token.id))
    #expect(revoked.revokedAt != nil)
    #expect(house.store.identities.principal(of: hash, at: now) == nil)
    #expect(try await house.perform(RevokeToken(tokenID: token.id)) == revoked)
    await #expect(throws: StoreError.notFound(.token(99))) {
      try await house.perform(RevokeToken(tokenID: 99))
    }
    await #expect(throws: StoreError.notFound(.principal(99))) {
      try await house.perform(
        CreateToken(token: TokenRecord(principalID: 99, hash: other, expiresAt: expiry))
      )
    }
  }

  @Test("Loading a year replaces that year and keeps the others", arguments: Adapter.allCases)
  func calendar(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    #expect(house.store.calendar.version == 1)
    #expect(house.store.calendar.loadedYears == [2020, 2021])
    try await house.perform(ImportCalendar(days: House.days))
    #expect(house.store.calendar.version == 1)
    let newYear = try #require(CivilDate("2021-01-01"))
    let off = try #require(CivilDate("2021-02-10"))
    let loaded = try await house.perform(
      ImportCalendar(days: [
        CalendarDay(date: newYear, kind: .holiday),
        CalendarDay(date: off, kind: .holiday, name: "Tết", isAssumed: true),
      ])
    )
    #expect(loaded.version == 2)
    #expect(house.store.calendar.days == loaded.days)
    #expect(loaded.days.count == 4)
  }
}
