import MotCuaAPI
import MotCuaCLI
import Testing

@Suite("Tables of reorganisations, officers and offerings")
struct ReorganizationFileTests {
  private func table(_ lines: [String]) throws -> TabbedFile {
    try TabbedFile(Array(lines.joined(separator: "\n").utf8), required: [])
  }

  @Test("A link a row; a successor that is new is described once")
  func own() throws {
    let content = SuccessionFile.read(
      try table([
        "old_code\tkind\tnew_code\their\tprocedure_codes\tnew_name\tnew_level\tnew_parent_code",
        "000.00.02.H10\tsplit\tH10.01\tx\t\tSở Một\tprovince\t000.00.00.H10",
        "000.00.02.H10\tSPLIT\tH10.02\t\t1.000001, 1.000002\t\t\t",
        "000.00.03.H10\tmerged\tH10.01\t\t\tSở Một\tprovince\t",
        "000.00.04.H10\tabolished\t\t\t\t\t\t",
        "000.00.05.H10\tgone\tH10.01\t\t\t\t\t",
        "000.00.06.H10\tmerged\tH10.01\tyes\t\t\t\t",
      ])
    )
    #expect(content.created.map(\.code) == ["H10.01"])
    #expect(content.created.first?.parentCode == "000.00.00.H10")
    #expect(content.links.map(\.kind) == [.split, .split, .merged, .abolished])
    #expect(content.links.map(\.heir) == [true, false, false, false])
    #expect(content.links[1].procedureCodes == ["1.000001", "1.000002"])
    #expect(content.faults.map(\.line) == [6, 7])
    #expect(content.faults.map(\.field) == ["kind", "heir"])
  }

  private static let agencies = [
    Agency(code: "000.00.31.H10", name: "Ủy ban nhân dân thị xã Phước Long", level: .district),
    Agency(code: "000.00.32.H10", name: "UBND huyện Bù Đốp", level: .district),
    Agency(
      code: "000.01.31.H10",
      name: "Ủy ban nhân dân phường Thác Mơ, Thị xã Phước Long",
      level: .commune,
      parentCode: "000.00.31.H10"
    ),
    Agency(
      code: "000.02.31.H10",
      name: "Ủy ban nhân dân xã Tân Thành, Thị xã Phước Long",
      level: .commune,
      parentCode: "000.00.31.H10"
    ),
    Agency(
      code: "000.01.32.H10",
      name: "UBND xã Tân Thành",
      level: .commune,
      parentCode: "000.00.32.H10"
    ),
    Agency(
      code: "000.02.32.H10",
      name: "UBND xã Tân Tiến",
      level: .commune,
      parentCode: "000.00.32.H10"
    ),
  ]

  private static let heading =
    "old_commune_code\told_commune\told_district\tnew_commune_code\tnew_commune"

  private func merge(_ heir: String? = "000.01.01.H10") -> CommuneMergeFile {
    CommuneMergeFile(
      agencies: Self.agencies,
      parent: Agency(code: "000.00.00.H10"),
      districtHeir: heir
    )
  }

  @Test("Communes are found by their names and their districts'; districts end with all of theirs")
  func communes() throws {
    let lines = [
      Self.heading,
      "25216\tPhường Thác Mơ\tThị xã Phước Long\t25217\tPhường Phước Long",
      "25217\tXã Tân Thành\tThị xã Phước Long\t25217\tPhường Phước Long",
      "25300\tXã Tân Thành\tHuyện Bù Đốp\t25301\tXã Thiện Hưng",
    ]
    let content = merge().read(try table(lines))
    #expect(content.faults == [])
    #expect(content.created.map(\.code) == ["H10.25.217", "H10.25.301"])
    #expect(content.created[0].name == "Ủy ban nhân dân phường Phước Long")
    #expect(content.created[0].level == .commune)
    #expect(
      content.links.map(\.oldCode)
        == ["000.01.31.H10", "000.02.31.H10", "000.01.32.H10", "000.00.31.H10"]
    )
    #expect(content.links.last?.kind == .abolished)
    #expect(content.links.last?.newCode == "000.01.01.H10")
    #expect(merge(nil).read(try table(lines)).links.count == 3)
  }

  @Test("A commune without an agency, or a code that is none, is a fault of its row")
  func faults() throws {
    let content = merge().read(
      try table([
        Self.heading,
        "1\tXã Lạ\tHuyện Bù Đốp\t25301\tXã Thiện Hưng",
        "2\tXã Tân Thành\tHuyện Khác\t25301\tXã Thiện Hưng",
        "3\tXã Tân Tiến\tHuyện Bù Đốp\t253\tXã Thiện Hưng",
      ])
    )
    #expect(content.faults.map(\.line) == [2, 3, 4])
    #expect(
      content.faults.map(\.reason) == ["AGENCY_NOT_FOUND", "AGENCY_NOT_FOUND", "MALFORMED_CODE"]
    )
    #expect(content.links == [])
  }

  @Test("Officers come with their duties at home")
  func officers() throws {
    let text = """
      code\tname\tagency_code\tduties\tvalid_from\thead
      CB-1\tTrần Thị Bình\t000.00.02.H10\treception, signing\t2025-07-01\tx
      CB-2\tLê Văn An\t000.00.02.H10\t\t\t
      CB-3\tLê Văn An\t000.00.02.H10\tflying\t\t
      """
    let input = try OfficerFile.read(Array(text.utf8))
    let officers = input.rows.compactMap(\.message.officer)
    #expect(officers.map(\.code) == ["CB-1", "CB-2"])
    #expect(officers[0].postings.map(\.duty) == [.reception, .signing])
    #expect(officers[0].postings.allSatisfy { $0.validFrom?.year == 2025 })
    #expect(officers.map(\.head) == [true, false])
    #expect(input.faults.map(\.field) == ["duties"])
  }

  @Test("Offerings come with level, channels and assignees")
  func offerings() throws {
    let text = """
      procedure_code\tagency_code\tlevel\tlevel_from\tonline\tby_post\tassignees
      1.000001\t000.00.02.H10\tlevel-4\t2020-01-01\tx\t\treception:CB-1,signing:CB-2
      1.000002\t000.00.02.H10\t\t\t\tx\t
      1.000003\t000.00.02.H10\t\t\t\t\treception
      """
    let input = try OfferingFile.read(Array(text.utf8))
    let offerings = input.rows.compactMap(\.message.offering)
    #expect(offerings.map(\.receivesOnline) == [true, false])
    #expect(offerings.map(\.receivesByPost) == [false, true])
    #expect(offerings[0].levels.map(\.level) == [.level4])
    #expect(offerings[0].assignees.map(\.officerCode) == ["CB-1", "CB-2"])
    #expect(offerings[1].levels == [])
    #expect(input.faults.map(\.field) == ["assignees"])
  }
}
