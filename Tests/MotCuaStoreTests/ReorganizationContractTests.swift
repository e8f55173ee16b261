import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store does with agencies that end")
struct ReorganizationContractTests {
  private static let heir = House.code("H10.20")
  private static let today = House.at("2020-08-06 09:15").ictDate

  private func plan(
    _ kind: SuccessionKind = .merged,
    from old: [AgencyCode] = [House.department, House.commune]
  ) -> ReorganizationPlan {
    ReorganizationPlan(
      date: Self.today,
      decision: "1/NQ",
      created: [AgencyRecord(code: Self.heir, name: "Sở Mới", level: .province)],
      links: old.map { ReorganizationPlan.Link(old: $0, new: Self.heir, kind: kind) }
    )
  }

  @discardableResult
  private func reorganise(
    _ house: House,
    _ plan: ReorganizationPlan,
    at now: Instant = House.at("2020-08-07 10:00"),
    validateOnly: Bool = false
  ) async throws -> ReorganizationReport {
    try await house.perform(
      ReorganizeAgencies(plan: plan, principalID: 1),
      at: now,
      validateOnly: validateOnly
    )
  }

  @Test("A fee belongs to where the dossier was received", arguments: Adapter.allCases)
  func fees(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.started()
    let waiting = try await house.submit()
    try await reorganise(house, plan())
    let results = [DossierResultRecord(name: "Giấy")]
    let later = House.at("2020-08-10 10:00")
    try await house.perform(
      CompleteDossier(target: house.target(dossier), results: results),
      at: later
    )
    let fee = DossierFeeRecord(kind: .fee, amount: Money(dong: 5000), method: .online)
    let returned = try await house.perform(
      ReturnResult(
        target: house.target(dossier),
        handover: ResultReturnRecord(method: .desk),
        fees: [fee]
      ),
      at: later
    )
    #expect(returned.agency == Self.heir)
    #expect(returned.origin == OriginRecord(birth: House.department, reception: House.department))
    let accepted = try await house.perform(
      AcceptDossier(target: house.target(waiting)),
      at: later
    )
    #expect(accepted.origin == OriginRecord(birth: House.department, reception: Self.heir))
    let query = FigureDays(
      from: Self.today,
      to: later.ictDate,
      agencies: [House.department]
    )
    #expect(try await house.store.summary(query).counts.total(.feeAmount) == 5000)
    #expect(try await house.store.summary(query).counts.total(.received) == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test(
    "The limits go on by the hours of the one that gave the promise",
    arguments: Adapter.allCases
  )
  func hours(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.started()
    var order = plan()
    order.created[0].workingHours = [OpenSpanRecord(startMinute: 480, endMinute: 720)]
    try await reorganise(house, order)
    let deadline = House.at("2020-09-30 00:00").ictDate
    try await house.perform(
      RequestSupplement(target: house.target(dossier), reason: "Thiếu", deadline: deadline),
      at: House.at("2020-08-10 10:00")
    )
    let resumed = try await house.perform(
      ProvideSupplement(target: house.target(dossier)),
      at: House.at("2020-08-10 10:05")
    )
    #expect(resumed.dueAt == House.at("2020-08-13 17:00"))
    let new = try await house.submit(
      house.filing(agency: Self.heir),
      at: House.at("2020-08-10 10:00")
    )
    #expect(new.acceptanceDueAt == House.at("2020-08-12 10:00"))
  }

  @Test(
    "An agency that took over may end itself; the last heir answers",
    arguments: Adapter.allCases
  )
  func chain(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.started()
    try await reorganise(house, plan())
    let last = House.code("H10.21")
    let next = ReorganizationPlan(
      date: Self.today.addingDays(4),
      decision: "2/NQ",
      created: [AgencyRecord(code: last, name: "Sở Sau", level: .province)],
      links: [ReorganizationPlan.Link(old: Self.heir, new: last, kind: .renamed)]
    )
    try await reorganise(house, next, at: House.at("2020-08-10 10:00"))
    let directory = house.store.directory
    #expect(directory.heir(of: House.commune) == last)
    #expect(directory.heir(of: last) == last)
    #expect(
      directory.withPredecessors([last]) == [last, Self.heir, House.department, House.commune]
    )
    let found = try await house.store.dossier(dossier.code, in: .agencies([last]), on: .pool)
    #expect(found?.agency == last)
    #expect(found?.origin?.birth == House.department)
    #expect(directory.predecessors(of: last).map(\.old) == [Self.heir])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A refusal and a dry run leave nothing behind", arguments: Adapter.allCases)
  func nothing(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.started()
    try await reorganise(house, plan(), validateOnly: true)
    var bad = plan()
    bad.links[1] = ReorganizationPlan.Link(old: House.commune, new: nil, kind: .merged)
    await #expect(throws: StoreError.self) { try await reorganise(house, bad) }
    #expect(house.store.directory.agency(Self.heir) == nil)
    #expect(house.store.directory.successors(of: House.department) == [])
    let found = try await house.store.dossier(dossier.code, in: .all, on: .pool)
    #expect(found == dossier)
    #expect(house.store.catalogue.offering(House.open, House.department)?.validTo == nil)
  }

  @Test("Officers go on where their agency went, and nobody holds a duty twice")
  func officers() async throws {
    let house = try await House(.memory)
    let both = OfficerRecord(
      code: "CB010",
      name: "Trần Thị Bình",
      agency: House.department,
      isHead: true,
      postings: [
        PostingRecord(agency: House.department, duty: .signing),
        PostingRecord(agency: House.commune, duty: .signing),
        PostingRecord(
          agency: House.commune,
          duty: .reception,
          validTo: Self.today.addingDays(-30)
        ),
      ]
    )
    try await house.perform(ImportOfficers(officers: [both]))
    let report = try await reorganise(house, plan())
    #expect(report.moves.map(\.counts.officers) == [1, 1])
    let moved = try #require(house.store.directory.officer("CB010"))
    #expect(moved.agency == Self.heir)
    #expect(!moved.isHead)
    let held = moved.postings.filter { $0.isValid(on: Self.today) }
    #expect(held.map(\.agency) == [Self.heir])
    #expect(moved.postings.count == 4)
  }

  @Test("Links and origins are there after a new start")
  func restart() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let house = try House(opening: configuration)
    try await house.furnish()
    let dossier = try await house.started()
    try await reorganise(house, plan())
    let before = house.store.directory.predecessors(of: Self.heir)
    house.close()
    let again = try House(opening: configuration)
    #expect(again.store.directory.predecessors(of: Self.heir) == before)
    #expect(before.count == 2)
    let found = try await again.store.dossier(dossier.code, in: .agencies([Self.heir]), on: .pool)
    #expect(found?.origin == OriginRecord(birth: House.department, reception: House.department))
    #expect(try await again.store.recount().differences == [])
  }
}
