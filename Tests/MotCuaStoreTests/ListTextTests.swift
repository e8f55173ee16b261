import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Dossiers are found by one text")
struct ListTextTests {
  private static let names = ["Nguyễn Văn An", "Trần Bình", "Lê Khai Sinh", "Khai", "Đặng Ân"]

  /// A dossier for each name, the even ones a certification at the commune.
  private func filled(_ adapter: Adapter) async throws -> (House, [DossierRecord]) {
    let house = try await House(adapter)
    var made: [DossierRecord] = []
    for (index, name) in Self.names.enumerated() {
      let isEven = index.isMultiple(of: 2)
      var filing = house.filing(
        isEven ? House.textLimit : House.open,
        agency: isEven ? House.commune : House.department,
        identity: "07009000000\(index)",
        name: name
      )
      filing.externalSource = index == 0 ? "DVCQG" : "IGATE"
      filing.externalCode = index < 2 ? "G22.99-200806-000001" : "HS \(index)"
      made.append(try await house.submit(filing, at: House.at("2020-08-06 0\(index):15")))
    }
    return (house, made)
  }

  /// The places of the dossiers that a text means, page by page; their count is the same.
  private func places(
    _ house: House,
    _ made: [DossierRecord],
    _ text: String,
    _ scope: RowScope = .all,
    limit: Int = 2,
    _ change: (inout DossierQuery) -> Void = { _ in }
  ) async throws -> [Int] {
    var query = DossierQuery(text: DossierText(text, in: house.store.catalogue))
    change(&query)
    var found: [Int] = []
    var key: DossierKey?
    repeat {
      let page = try await house.store.dossiers(
        query,
        in: scope,
        after: key,
        limit: limit,
        on: .loop(0)
      )
      found += page.items.compactMap { item in made.firstIndex { $0.code == item.code } }
      key = page.next
    } while key != nil
    let count = try await house.store.dossierCount(query, in: scope)
    #expect(count == Int64(found.count))
    return found
  }

  @Test(
    "By a code here or elsewhere, a name, a procedure's name or code",
    arguments: Adapter.allCases
  )
  func means(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let expected: [(String, [Int])] = [
      (made[3].code.text, [3]), ("G22.99-200806-000001", [1, 0]), ("HS 4", [4]),
      // The birth registrations, and an owner whose name has the words too.
      ("khai sinh", [3, 2, 1]), ("KHAI", [3, 2, 1]), ("chứng thực", [4, 2, 0]), ("binh", [1]),
      ("an", [4, 0]),
      (House.textLimit.text, [4, 2, 0]), ("1.999999", []), ("hộ tịch", [4, 3, 2, 1, 0]),
      ("000.00.05.H10-200806-9999", []), ("không có", []), ("中", []),
    ]
    for (text, places) in expected {
      #expect(try await self.places(house, made, text) == places, "\(text)")
    }
  }

  @Test("Beside other filters, orders and scopes", arguments: Adapter.allCases)
  func narrowed(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let department = RowScope.agencies([House.department])
    #expect(try await places(house, made, "hộ tịch", department) == [3, 1])
    #expect(try await places(house, made, made[0].code.text, department) == [])
    #expect(try await places(house, made, "hộ tịch", .owner("070090000004")) == [4])
    #expect(try await places(house, made, "chứng thực") { $0.name = "an" } == [4, 0])
    #expect(
      try await places(house, made, "chứng thực") { $0.agencies = [House.commune] } == [4, 2, 0]
    )
    #expect(try await places(house, made, "khai") { $0.procedure = House.textLimit } == [2])
    #expect(
      try await places(house, made, "hộ tịch") { $0.order = .applicantName } == [0, 4, 1, 3, 2]
    )
    let accepted = try await house.perform(
      AcceptDossier(target: house.target(made[1])),
      at: House.at("2020-08-06 10:00")
    )
    #expect(accepted.dueAt != nil)
    for order in [DossierOrder.due, .received] {
      #expect(try await places(house, made, "khai sinh") { $0.order = order } == [1])
    }
  }

  @Test("A text that means many is found along the other paths")
  func many() async throws {
    let house = try await House(.sqlite)
    var made: [DossierRecord] = []
    for index in 0..<2_004 {
      let isOther = index.isMultiple(of: 500)
      let filing = house.filing(
        isOther ? House.textLimit : House.open,
        agency: isOther ? House.commune : House.department,
        name: isOther ? "Lê Văn An" : "Lê Văn Bình"
      )
      made.append(try await house.submit(filing))
    }
    let few = [2_000, 1_500, 1_000, 500, 0]
    #expect(try await places(house, made, "lê văn", limit: 500).count == 2_004)
    #expect(try await places(house, made, "hộ tịch") { $0.agencies = [House.commune] } == few)
    #expect(try await places(house, made, "chứng thực") == few)
    #expect(try await places(house, made, "van an") == few)
  }
}
