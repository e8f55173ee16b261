import MotCuaAPI
import MotCuaCLI
import Testing

struct ImportFileTests {
  private let heading =
    "code\tname\tsectors\tpromulgating_agency\texecuting_departments\ttarget_types\tstate\ttype\n"

  @Test("A catalogue is handed on as it is, spaces and all")
  func catalogue() throws {
    let row = " 1.014325\tTên\tHộ tịch\tBộ A\t\tCông dân\tACTIVE\tSPECIFIC\n"
    let input = try CatalogueFile.read(Array((heading + row).utf8))
    #expect(
      input.rows.map(\.message) == [
        CatalogueRow(
          line: 2,
          code: " 1.014325",
          name: "Tên",
          sectors: "Hộ tịch",
          promulgatingAgency: "Bộ A",
          targetTypes: "Công dân",
          state: "ACTIVE",
          type: "SPECIFIC"
        )
      ]
    )
    #expect(input.faults.isEmpty)
  }

  @Test("A row with too few columns is reported with its line, and the others are read")
  func columns() throws {
    let rows = "1.000001\tTên\n1.000002\ta\tb\tc\td\te\tf\tg\n"
    let input = try CatalogueFile.read(Array((heading + rows).utf8))
    #expect(input.rows.map(\.message.line) == [3])
    #expect(input.faults.map(\.line) == [2])
    #expect(input.faults.map(\.reason) == ["FIELD_COUNT"])
  }

  @Test("A heading without a column, or with one twice, is refused")
  func headings() {
    #expect(throws: ToolError.self) { try CatalogueFile.read(Array("code\tname\n".utf8)) }
    #expect(throws: ToolError.self) { try SectorFile.read(Array("name\tname\n".utf8)) }
    #expect(throws: ToolError.self) { try SectorFile.read([]) }
  }

  @Test("Details carry limits on channels and cases, fees, papers and law")
  func details() throws {
    let line = """
      {"code":"1.000080","category":{"code":"G15-TP07","name":"Hộ tịch"},"channels":[{"method":\
      "ONLINE","fees":[{"type":"SERVICE_FEE","value_vnd":0,"text":"Miễn"},{"type":"FEE","value_vnd"\
      :null,"timing":"AT_RESULT","text":"x"}],"processing":{"qty":7.5,"unit":"WORKING_DAY"},"note"\
      :"n"},{"method":"POSTAL","fees":[],"processing":{"qty":"Theo mô tả","unit":"OTHER"}}],\
      "processing_cases":\
      [{"case_code":"1.000080.01","qty":12,"unit":"DAY"}],"legal_basis":[{"code":"45/2020/NĐ-CP",\
      "name":"Nghị định"}],"results":["Trích lục"],"checklist_raw":[{"group":"Nộp","items":[{"code"\
      :"KQ1","name":"Tờ khai","original_qty":1,"copy_qty":0,"has_electronic_form":true,\
      "attachments":[{"fileName":"to-khai.docx"}]}]}],"steps_raw":[{"name":"","text":"Nộp"}],\
      "subject_types":["Công dân"],"unknown":1}
      """
    let input = try DetailsFile.read(Array(line.utf8))
    #expect(input.faults.isEmpty)
    let details = try #require(input.rows.first?.message)
    #expect(details.sector == Sector(code: "G15-TP07", name: "Hộ tịch"))
    #expect(details.channels.map(\.channel) == [.online, .post])
    #expect(details.channels[0].timeLimit == TimeLimit(quantityMilli: 7500, unit: .workingDay))
    #expect(details.channels[1].timeLimit == TimeLimit(unit: .other, text: "Theo mô tả"))
    #expect(
      details.channels[0].fees == [
        Fee(kind: .charge, amountVnd: 0, amountStated: true, text: "Miễn"),
        Fee(kind: .fee, text: "x", timing: .atResult),
      ]
    )
    #expect(details.cases.map(\.timeLimit?.unit) == [.calendarDay])
    #expect(details.components.map(\.templateNames) == [["to-khai.docx"]])
    #expect(details.legalBases == [LegalBasis(number: "45/2020/NĐ-CP", title: "Nghị định")])
    #expect(details.subjects == ["Công dân"])
  }

  @Test("A bad line of details names its place and quotes nothing")
  func badDetails() throws {
    let text = """
      {"code":"1.000001"}
      {"code":1}
      {"code":"1.000002","channels":[{"method":"PIGEON"}]}
      {"code":"1.000003","processing_cases":[{"case_code":"a","qty":1.23456,"unit":"DAY"}]}
      {"name":"không mã"}
      {
      {"code":"1.000004","channels":[{"method":"ONLINE","processing":{"qty":1,"unit":"WEEK"}}]}
      """
    let input = try DetailsFile.read(Array(text.utf8))
    #expect(input.rows.map(\.message.code) == ["1.000001"])
    #expect(
      input.faults.map { "\($0.line) \($0.field) \($0.reason)" } == [
        "2 code WRONG_TYPE", "3 channels[0].method UNKNOWN_WORD",
        "4 processing_cases[0].qty NOT_A_QUANTITY", "5 code WRONG_TYPE", "6  NOT_JSON",
        "7 channels[0].processing.unit UNKNOWN_WORD",
      ]
    )
  }

  @Test("A table of agencies and one of days read their words and dates")
  func tables() throws {
    let agencies =
      "code\tname\tlevel\tparent_code\tvalid_to\n"
      + "H10\tTỉnh\tPROVINCE\t\t2025-06-30\nH10.01\tSở\tprovinces\tH10\t\n"
      + "H10.02\tSở\tprovince\tH10\t2025-02-30\n"
    let input = try AgencyFile.read(Array(agencies.utf8))
    #expect(
      input.rows.map(\.message.agency) == [
        Agency(
          code: "H10",
          name: "Tỉnh",
          level: .province,
          kind: .resolving,
          validTo: MotCuaAPI.Date(year: 2025, month: 6, day: 30)
        )
      ]
    )
    #expect(input.faults.map(\.reason) == ["UNKNOWN_WORD", "NOT_A_DATE"])

    let days = "date\tkind\tname\tconfidence\n2027-01-01\tHOLIDAY\tTết\tASSUMED\n\tHOLIDAY\tx\t\n"
    let calendar = try CalendarFile.read(Array(days.utf8))
    #expect(calendar.rows.map(\.message.day?.assumed) == [true])
    #expect(calendar.rows.map(\.message.day?.kind) == [.holiday])
    #expect(calendar.faults.map(\.line) == [3])
  }

  @Test("Batches keep under their limits of rows and bytes, and under none is nothing lost")
  func batches() {
    let small = (0..<1_201).map { ImportInput<Int>.Row(message: $0, byteCount: 10) }
    #expect(ImportInput(rows: small, faults: []).batches.map(\.count) == [500, 500, 201])
    let large = (0..<3).map { ImportInput<Int>.Row(message: $0, byteCount: 400 << 10) }
    #expect(ImportInput(rows: large, faults: []).batches == [[0], [1], [2]])
    #expect(ImportInput<Int>(rows: [], faults: []).batches.isEmpty)
  }
}
