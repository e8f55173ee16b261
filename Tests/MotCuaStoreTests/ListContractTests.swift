import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store lists, and to whom")
struct ListContractTests {
  /// Walks through all pages of a list.
  private func all(
    _ house: House,
    _ query: DossierQuery,
    _ scope: RowScope = .all,
    limit: Int = 3,
    lane: ReadLane = .loop(0)
  ) async throws -> [DossierCode] {
    var codes: [DossierCode] = []
    var key: DossierKey?
    repeat {
      let page = try await house.store.dossiers(
        query,
        in: scope,
        after: key,
        limit: limit,
        on: lane
      )
      #expect(page.items.count <= limit)
      codes += page.items.map(\.code)
      key = page.next
    } while key != nil
    return codes
  }

  /// Ten submissions, the even ones at the commune, each third one of another owner.
  private func filled(_ adapter: Adapter) async throws -> (House, [DossierRecord]) {
    let house = try await House(adapter)
    var made: [DossierRecord] = []
    for index in 0..<10 {
      let filing = house.filing(
        agency: index.isMultiple(of: 2) ? House.commune : House.department,
        identity: index.isMultiple(of: 3) ? "070090000003" : "070090000001"
      )
      made.append(try await house.submit(filing, at: House.at("2020-08-06 0\(index):15")))
    }
    return (house, made)
  }

  @Test(
    "Pages follow each other without a gap or a repeat, the youngest first",
    arguments: Adapter.allCases
  )
  func pages(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let expected = Array(made.reversed().map(\.code))
    for limit in [1, 3, 10, 50] {
      #expect(try await all(house, DossierQuery(), limit: limit) == expected)
    }
    #expect(try await all(house, DossierQuery(), lane: .pool) == expected)
  }

  @Test("A scope hides what lies outside from every read", arguments: Adapter.allCases)
  func scopes(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let department = made.filter { $0.agency == House.department }
    let hidden = try #require(made.first { $0.agency == House.commune })
    let scopes: [(RowScope, [DossierRecord])] = [
      (.all, made),
      (.agencies([House.department]), department),
      // The centre resolves nothing, but its desk received those of the department.
      (.agencies([House.centre]), department),
      (.agencies([House.commune, House.centre, House.department]), made),
      (.agencies([]), []),
      (.agencies([House.code("H10.77")]), []),
      (.owner("070090000003"), made.filter { $0.applicant.identityNumber == "070090000003" }),
      (.owner("000000000000"), []),
    ]
    for (scope, visible) in scopes {
      let codes = try await all(house, DossierQuery(), scope)
      #expect(codes == visible.reversed().map(\.code), "\(scope)")
      let count = try await house.store.dossierCount(DossierQuery(), in: scope)
      #expect(count == Int64(visible.count))
      let events = try await house.store.dossierEvents(
        afterSequence: 0,
        in: scope,
        limit: 100,
        on: .loop(0)
      )
      #expect(events.map(\.code) == visible.map(\.code))
      let exported = try await house.store.exportDossiers(
        DossierQuery(),
        in: scope,
        afterID: 0,
        throughID: .max,
        limit: 100
      )
      #expect(exported == visible)
      let isVisible = visible.contains { $0.code == hidden.code }
      let read = try await house.store.dossier(hidden.code, in: scope, on: .loop(0))
      #expect((read != nil) == isVisible)
      let detail = try await house.store.dossierDetail(hidden.code, in: scope, on: .pool)
      #expect((detail != nil) == isVisible)
    }
    var target = house.target(hidden)
    target.actor.scope = .agencies([House.department])
    await #expect(throws: StoreError.notFound(.dossier(hidden.code.text))) {
      try await house.perform(AcceptDossier(target: target))
    }
  }

  @Test("Every filter keeps what it says", arguments: Adapter.allCases)
  func filters(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let accepted = try await house.perform(
      AcceptDossier(target: house.target(made[9])),
      at: House.at("2020-08-06 10:00")
    )
    func expect(_ query: DossierQuery, _ expected: [Int]) async throws {
      let codes = try await all(house, query)
      #expect(codes == expected.reversed().map { made[$0].code })
      let count = try await house.store.dossierCount(query, in: .all)
      #expect(count == Int64(expected.count))
    }
    try await expect(DossierQuery(agencies: [House.commune]), [0, 2, 4, 6, 8])
    try await expect(DossierQuery(agencies: []), [])
    try await expect(DossierQuery(procedure: House.textLimit), [])
    try await expect(DossierQuery(states: [.received, .refused]), [9])
    try await expect(DossierQuery(channel: .post), [])
    try await expect(DossierQuery(identityNumber: "070090000003"), [0, 3, 6, 9])
    try await expect(
      DossierQuery(agencies: [House.commune], identityNumber: "070090000003"),
      [0, 6]
    )
    try await expect(
      DossierQuery(
        submittedFrom: House.at("2020-08-06 03:15"),
        submittedBefore: House.at("2020-08-06 05:15")
      ),
      [3, 4]
    )
    try await expect(DossierQuery(receivedFrom: House.at("2020-08-06 10:00")), [9])
    try await expect(DossierQuery(receivedBefore: House.at("2020-08-06 10:00")), [])
    try await expect(DossierQuery(overdueAt: House.at("2020-08-13 23:59")), [])
    try await expect(DossierQuery(overdueAt: House.at("2020-08-14 00:00")), [9])
    try await expect(DossierQuery(dueBefore: House.at("2020-08-13 17:00")), [])
    try await expect(DossierQuery(dueBefore: House.at("2020-08-13 17:01")), [9])
    #expect(accepted.dueAt == House.at("2020-08-13 17:00"))
  }

  @Test(
    "By due date the earliest running clock comes first, stopped ones not at all",
    arguments: Adapter.allCases
  )
  func dueOrder(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    // Accepted in reverse, on different days, two of them on the same.
    for (index, day) in [(8, "10"), (6, "11"), (4, "11"), (2, "07"), (0, "12")] {
      try await house.perform(
        AcceptDossier(target: house.target(made[index])),
        at: House.at("2020-08-\(day) 08:00")
      )
    }
    try await house.perform(
      RequestSupplement(
        target: house.target(made[8]),
        reason: "Thiếu",
        deadline: CivilDate("2020-08-30")
      ),
      at: House.at("2020-08-12 08:00")
    )
    let expected = [2, 4, 6, 0].map { made[$0].code }
    for limit in [1, 2, 10] {
      #expect(try await all(house, DossierQuery(order: .due), limit: limit) == expected)
    }
    let scope = RowScope.agencies([House.department])
    #expect(try await all(house, DossierQuery(order: .due), scope).isEmpty)
    #expect(try await house.store.dossierCount(DossierQuery(order: .due), in: .all) == 4)
  }

  @Test("Tracking needs the right end of the owner's number", arguments: Adapter.allCases)
  func tracking(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    func track(_ suffix: String) async throws -> DossierRecord? {
      try await house.store.trackDossier(dossier.code, identitySuffix: suffix, on: .loop(0))
    }
    #expect(try await track("0001") == dossier)
    #expect(try await track("0002") == nil)
    #expect(try await track("") == nil)
    let other = try #require(DossierCode("000.00.05.H10-200806-9999"))
    #expect(
      try await house.store.trackDossier(other, identitySuffix: "0001", on: .loop(0)) == nil
    )
  }

  @Test(
    "An export walks through everything that was there when it began",
    arguments: Adapter.allCases
  )
  func export(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let last = try await house.store.lastDossierID()
    try await house.submit()
    var exported: [DossierCode] = []
    var id: Int64 = 0
    while true {
      let part = try await house.store.exportDossiers(
        DossierQuery(agencies: [House.commune]),
        in: .all,
        afterID: id,
        throughID: last,
        limit: 2
      )
      guard let end = part.last else { break }
      exported += part.map(\.code)
      id = end.id
    }
    #expect(exported == made.filter { $0.agency == House.commune }.map(\.code))
  }
}
