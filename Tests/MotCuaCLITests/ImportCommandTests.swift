import MotCuaAPI
import MotCuaCLI
import RPCCore
import Synchronization
import Testing

struct ImportCommandTests {
  private let heading =
    "code\tname\tsectors\tpromulgating_agency\texecuting_departments\ttarget_types\tstate\ttype\n"

  private func row(_ code: String) -> String { "\(code)\ta\tb\tc\td\te\tACTIVE\tSTANDARD\n" }

  /// Takes all but codes that begin with a blank, as a server might.
  private func server(
    changes: Bool = true,
    sees: @escaping @Sendable ([ImportProceduresRequest]) -> Void = { _ in }
  ) throws -> ScriptedServer {
    try ScriptedServer([
      .collect(ProcedureServiceMethods.importProcedures, ImportProceduresRequest.self) { requests in
        sees(requests)
        let rows = requests.flatMap(\.catalogueRows)
        let bad = rows.filter { $0.code.hasPrefix(" ") }
        let good = Int64(rows.count - bad.count)
        return ImportProceduresResponse(
          catalogue: ImportCounts(
            rows: Int64(rows.count),
            created: changes ? good : 0,
            unchanged: changes ? 0 : good,
            rejected: Int64(bad.count)
          ),
          details: ImportCounts(),
          errors: bad.map {
            RowError(
              line: $0.line,
              field: "code",
              reason: "DUPLICATE_CODE",
              message: "trùng mã",
              otherLine: 3
            )
          }
        )
      }
    ])
  }

  @Test("Rejected rows are told with line, field and reason, those the tool cannot read among them")
  func report() async throws {
    let file = heading + row(" 1.000001") + row("1.000001") + "1.000002\tshort\n" + row("1.000003")
    let run = try await ToolRun(
      ["procedure", "import", "f.tsv"],
      server: try server(),
      files: ["f.tsv": file]
    )
    #expect(run.status == 0)
    #expect(
      run.output == """
        Nguồn     Đọc  Tạo mới  Cập nhật  Không đổi  Bị loại
        danh mục    4        2         0          0        2

        """
    )
    #expect(
      run.errors == """
        dòng 2: code: DUPLICATE_CODE: trùng mã (dòng 3)
        dòng 4: FIELD_COUNT: có 2 cột, cần 8 cột

        """
    )
  }

  @Test("A second import changes nothing and says so")
  func again() async throws {
    let run = try await ToolRun(
      ["procedure", "import", "f.tsv"],
      server: try server(changes: false),
      files: ["f.tsv": heading + row("1.000001")]
    )
    #expect(run.errors == "Không có gì thay đổi.\n")
  }

  @Test("Rows travel in messages of 500; the first carries the identifier and the dry run")
  func stream() async throws {
    let seen = Mutex<[ImportProceduresRequest]>([])
    let rows = (0..<1_001).map { row("1.\(100_000 + $0)") }.joined()
    let run = try await ToolRun(
      ["procedure", "import", "f.tsv", "--dry-run"],
      server: try server { requests in seen.withLock { $0 = requests } },
      files: ["f.tsv": heading + rows]
    )
    #expect(run.errors == "Chạy thử: không lưu gì.\n")
    let requests = seen.withLock { $0 }
    #expect(requests.map(\.catalogueRows.count) == [500, 500, 1])
    #expect(requests.map(\.validateOnly) == [true, false, false])
    #expect(requests.map { $0.requestId.isEmpty } == [false, true, true])
    #expect(requests[0].requestId.utf8.count == 36)
  }

  @Test("The bar is drawn on a terminal only")
  func bar() async throws {
    let run = try await ToolRun(
      ["procedure", "import", "f.tsv", "--no-color"],
      server: try server(),
      files: ["f.tsv": heading + row("1.000001")],
      isTerminal: true
    )
    #expect(run.errors.contains("\rĐang nạp ████████████████████████ 1/1 100 %"))
    #expect(!run.output.contains("█"))
  }

  @Test("A file that cannot be read, or has another heading, is wrong usage")
  func unreadable() async throws {
    let missing = try await ToolRun(["procedure", "import", "none.tsv"])
    #expect(missing.status == 2)
    #expect(missing.errors == "Lỗi: Không đọc được tệp none.tsv.\n")
    let other = try await ToolRun(["sector", "import", "f"], files: ["f": "a\tb\n"])
    #expect(other.status == 2)
    #expect(other.errors == "Lỗi: Dòng tiêu đề thiếu cột sector_code.\n")
  }

  @Test("A calendar with one bad row is not sent at all")
  func calendar() async throws {
    let run = try await ToolRun(
      ["admin", "calendar", "import", "-"],
      files: ["-": "date\tkind\n2027-01-01\tHOLIDAY\n2027-02-30\tHOLIDAY\n"]
    )
    #expect(run.status == 2)
    #expect(
      run.errors == """
        dòng 3: date: NOT_A_DATE: không phải ngày YYYY-MM-DD có thật
        Lỗi: Lịch có dòng hỏng nên không nạp gì.

        """
    )
  }
}
