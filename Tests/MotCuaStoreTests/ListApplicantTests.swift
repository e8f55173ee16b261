import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Dossiers are found by their owners")
struct ListApplicantTests {
  private static let names = [
    "Nguyễn Văn An", "TRẦN THỊ ÁNH", "Đặng Văn Ân", "Lê Hòa", "Nguyễn Văn An", "Lê Thị Văn",
    "Hợp tác xã An Bình", "Phạm Ái",
  ]
  private static let phones = [
    "0912345678", "+84912345678", "0987654321", "", "0912345679", "+84987654321", "", "02713888999",
  ]

  /// A dossier for each name, the even ones at the commune.
  private func filled(_ adapter: Adapter) async throws -> (House, [DossierRecord]) {
    let house = try await House(adapter)
    var made: [DossierRecord] = []
    for (index, name) in Self.names.enumerated() {
      var filing = house.filing(
        agency: index.isMultiple(of: 2) ? House.commune : House.department,
        identity: "07009000000\(index)",
        name: name
      )
      if name.hasPrefix("Hợp") { filing.applicant.subjectType = .otherOrganisation }
      filing.applicant.phone = Self.phones[index]
      filing.externalSource = index == 0 ? "DVCQG" : "IGATE"
      filing.externalCode = index < 2 ? "G22-1" : "G22-\(index)"
      made.append(try await house.submit(filing, at: House.at("2020-08-06 0\(index):15")))
    }
    return (house, made)
  }

  /// The places of the dossiers of a list, page by page; its count is the same.
  private func places(
    _ house: House,
    _ made: [DossierRecord],
    _ query: DossierQuery,
    _ scope: RowScope = .all,
    limit: Int = 2
  ) async throws -> [Int] {
    let numbers = Dictionary(
      uniqueKeysWithValues: made.enumerated().map { ($0.element.code, $0.offset) }
    )
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
      for item in page.items { found.append(try #require(numbers[item.code])) }
      key = page.next
    } while key != nil
    let count = try await house.store.dossierCount(query, in: scope)
    #expect(count == Int64(found.count))
    return found
  }

  @Test("By words of the name, whatever their marks and case", arguments: Adapter.allCases)
  func names(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    let expected: [(String, [Int])] = [
      ("nguyen van an", [4, 0]), ("Nguyễn Văn An", [4, 0]), ("van an", [4, 2, 0]),
      ("AN", [6, 4, 2, 1, 0]),
      ("anh", [1]), ("A\u{301}nh", [1]), ("dang", [2]), ("Đặng", [2]), ("van", [5, 4, 2, 0]),
      ("v", [5, 4, 2, 0]), ("hoa", [3]), ("hop tac", [6]), ("guyen", []), ("nguyen an", []),
      ("an binh", [6]), ("binh an", []), ("nguyễn  VĂN", [4, 0]), ("q", []),
    ]
    for (name, places) in expected {
      #expect(try await self.places(house, made, DossierQuery(name: name)) == places, "\(name)")
    }
    let department = RowScope.agencies([House.department])
    #expect(try await places(house, made, DossierQuery(name: "van"), department) == [5])
    #expect(
      try await places(house, made, DossierQuery(agencies: [House.commune], name: "an"))
        == [6, 4, 2, 0]
    )
    #expect(
      try await places(house, made, DossierQuery(name: "an"), .owner("070090000004")) == [4]
    )
  }

  @Test("A name that many have is found along the other paths")
  func manyNamesakes() async throws {
    let house = try await House(.sqlite)
    var made: [DossierRecord] = []
    for index in 0..<2_004 {
      let isOther = index.isMultiple(of: 500)
      let filing = house.filing(
        agency: isOther ? House.commune : House.department,
        identity: "070090000001",
        name: isOther ? "Lê Văn An" : "Lê Văn Bình"
      )
      made.append(try await house.submit(filing))
    }
    let all = DossierQuery(name: "lê văn")
    #expect(try await places(house, made, all, limit: 500) == Array((0..<2_004).reversed()))
    let few = [2_000, 1_500, 1_000, 500, 0]
    #expect(
      try await places(house, made, DossierQuery(agencies: [House.commune], name: "van")) == few
    )
    #expect(try await places(house, made, DossierQuery(name: "van an")) == few)
    #expect(
      try await places(
        house,
        made,
        DossierQuery(agencies: [House.commune], name: "van", order: .applicantName)
      ) == few.reversed()
    )
  }

  @Test("Dossiers of one name stand in the order of their birth", arguments: Adapter.allCases)
  func namesakes(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    // So long that the key of the order is cut off before they differ.
    let long = String(repeating: "Hợp tác xã ", count: 3) + String(repeating: "x", count: 200)
    let names = [
      long + "b", "Lê Hòa", "Bùi An", long + "a", "LÊ HOÀ", long + "b", "Bùi An", long + "a",
      "Lê Hoà", "Bùi  An",
    ]
    var made: [DossierRecord] = []
    for (index, name) in names.enumerated() {
      var filing = house.filing(
        agency: index.isMultiple(of: 2) ? House.commune : House.department,
        name: name
      )
      if name.hasPrefix(long) { filing.applicant.subjectType = .otherOrganisation }
      made.append(try await house.submit(filing))
      #expect(made.last?.applicant.name == name)
    }
    let order = [2, 6, 9, 4, 8, 1, 3, 7, 0, 5]
    let query = DossierQuery(order: .applicantName)
    for limit in [1, 2, 3, 10] {
      #expect(try await places(house, made, query, limit: limit) == order)
    }
    let department = RowScope.agencies([House.department])
    #expect(
      try await places(house, made, query, department) == order.filter { !$0.isMultiple(of: 2) }
    )
    #expect(try await places(house, made, DossierQuery(name: "le hoa")) == [8, 4, 1])
    #expect(
      try await places(house, made, DossierQuery(name: "hoa", order: .applicantName)) == [4, 8, 1]
    )
  }

  @Test("By telephone, national or with +84", arguments: Adapter.allCases)
  func phones(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    for phone in ["0912345678", "+84912345678"] {
      #expect(try await places(house, made, DossierQuery(phone: phone)) == [1, 0])
    }
    #expect(try await places(house, made, DossierQuery(phone: "+842713888999")) == [7])
    #expect(try await places(house, made, DossierQuery(phone: "0912345670")) == [])
    let department = RowScope.agencies([House.department])
    #expect(try await places(house, made, DossierQuery(phone: "0912345678"), department) == [1])
    #expect(
      try await places(house, made, DossierQuery(phone: "0987654321"), .owner("070090000002"))
        == [2]
    )
    #expect(
      try await places(
        house,
        made,
        DossierQuery(identityNumber: "070090000001", phone: "0912345678")
      ) == [1]
    )
  }

  @Test("By the code of another system, with or without its name", arguments: Adapter.allCases)
  func externalCodes(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    #expect(try await places(house, made, DossierQuery(externalCode: "G22-1")) == [1, 0])
    #expect(
      try await places(
        house,
        made,
        DossierQuery(externalSource: "DVCQG", externalCode: "G22-1")
      ) == [0]
    )
    let department = RowScope.agencies([House.department])
    #expect(try await places(house, made, DossierQuery(externalCode: "G22-1"), department) == [1])
    #expect(
      try await places(house, made, DossierQuery(externalSource: "DVCQG")) == [0]
    )
  }

  @Test("In the order of names and of reception", arguments: Adapter.allCases)
  func orders(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    // Ái, An, An, Ánh, Ân, Hòa, (Hợp tác xã), Văn: people by given name, tones last.
    let byName = [7, 0, 4, 1, 2, 3, 6, 5]
    for limit in [1, 2, 3, 10] {
      let query = DossierQuery(order: .applicantName)
      #expect(try await places(house, made, query, limit: limit) == byName)
    }
    let department = RowScope.agencies([House.department])
    let inDepartment = byName.filter { !$0.isMultiple(of: 2) }
    let query = DossierQuery(order: .applicantName)
    #expect(try await places(house, made, query, department) == inDepartment)
    #expect(
      try await places(house, made, DossierQuery(name: "an", order: .applicantName)) == [
        0, 4, 1, 2, 6,
      ]
    )
    for (index, day) in [(5, "07"), (2, "10"), (3, "07"), (0, "11")] {
      try await house.perform(
        AcceptDossier(target: house.target(made[index])),
        at: House.at("2020-08-\(day) 08:00")
      )
    }
    for limit in [1, 2, 10] {
      let query = DossierQuery(order: .received)
      #expect(try await places(house, made, query, limit: limit) == [0, 2, 5, 3])
      #expect(try await places(house, made, query, department, limit: limit) == [5, 3])
    }
  }

  @Test("What is due soon is not late yet", arguments: Adapter.allCases)
  func dueSoon(_ adapter: Adapter) async throws {
    let (house, made) = try await filled(adapter)
    for (index, day) in [(0, "06"), (1, "10"), (2, "12")] {
      try await house.perform(
        AcceptDossier(target: house.target(made[index])),
        at: House.at("2020-08-\(day) 10:00")
      )
    }
    let now = House.at("2020-08-14 08:00")
    let soon = DossierQuery(dueBefore: House.at("2020-08-19 00:00"), notLateAt: now)
    #expect(try await places(house, made, soon) == [1])
    let due = DossierQuery(
      dueBefore: House.at("2020-08-20 00:00"),
      notLateAt: now,
      order: .due
    )
    #expect(try await places(house, made, due) == [1, 2])
    #expect(try await places(house, made, DossierQuery(notLateAt: now)) == [2, 1])
  }
}
