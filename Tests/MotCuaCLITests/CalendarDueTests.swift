import Foundation
import MotCuaCLI
import Testing

struct CalendarDueTests {
  @Test("A bad row prints - twice, its reason goes to the errors, and the exit code is 1")
  func badRow() async throws {
    let table =
      "received_at\tlimit\tunit\n2020-08-06 09:15\t3\tWORKING_DAY\nx\t3\tWORKING_DAY\n"
      + "2020-08-06 10:00\t8\tWORKING_HOUR\n"
    let run = try await ToolRun(["calendar", "due", "--file", "t"], files: ["t": table])
    #expect(run.status == 1)
    #expect(
      run.output == """
        received_at\tlimit\tunit\teffective_start\tdue_at
        2020-08-06 09:15\t3\tWORKING_DAY\t2020-08-06 09:15\t2020-08-11 17:00
        x\t3\tWORKING_DAY\t-\t-
        2020-08-06 10:00\t8\tWORKING_HOUR\t2020-08-06 10:00\t2020-08-07 10:00

        """
    )
    #expect(run.errors == "dòng 3: thời điểm không hợp lệ “x”\n")
  }

  @Test("Pauses move the due date")
  func pauses() async throws {
    let table =
      "received_at\tlimit\tunit\tpauses\n"
      + "2020-08-06 09:15\t5\tWORKING_DAY\t2020-08-10 10:00/2020-08-14 15:00\n"
    let run = try await ToolRun(["calendar", "due", "--file", "t"], files: ["t": table])
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("\t2020-08-06 09:15\t2020-08-19 17:00\n"))
  }

  @Test("Beyond the calendar nothing is guessed")
  func beyond() async throws {
    let table = "received_at\tlimit\tunit\n2020-12-30 09:00\t5\tWORKING_DAY\n"
    let files = ["t": table, "c": "date\tkind\n2020-01-01\tHOLIDAY\n"]
    let run = try await ToolRun(
      ["calendar", "due", "--file", "t", "--calendar", "c"],
      files: files
    )
    #expect(run.status == 1)
    #expect(run.output.hasSuffix("\t-\t-\n"))
    #expect(run.errors == "dòng 2: chưa nạp lịch làm việc năm 2021\n")
  }

  @Test("A table without its columns, or a bad calendar, is wrong usage")
  func badFiles() async throws {
    let table = try await ToolRun(["calendar", "due", "--file", "t"], files: ["t": "a\tb\n1\t2\n"])
    #expect(table.status == 2)
    #expect(table.output.isEmpty)
    #expect(table.errors == "dòng 1: thiếu cột received_at\n")
    let calendar = try await ToolRun(
      ["calendar", "due", "--file", "t", "--calendar", "c"],
      files: ["t": "received_at\tlimit\tunit\n", "c": "date\tkind\n2020-13-01\tHOLIDAY\n"]
    )
    #expect(calendar.status == 2)
    #expect(
      calendar.errors == "dòng 2: ngày không hợp lệ “2020-13-01”\nLỗi: Lịch c có dòng hỏng.\n"
    )
  }

  /// Where real tables lie beside a checkout; a clone elsewhere does not have them.
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data").standardizedFileURL

  private static var hasData: Bool {
    FileManager.default.fileExists(atPath: data.appending(path: "duedate_vectors.tsv").path)
  }

  @Test(
    "The golden vectors come out as they are, with their own calendar and with the shipped one",
    .enabled(if: hasData, "shared/data is not beside this checkout"),
    arguments: ["duedate_vectors.tsv", "duedate_pause_vectors.tsv"],
    [true, false]
  )
  func golden(_ name: String, _ withCalendar: Bool) async throws {
    let table = try String(contentsOf: Self.data.appending(path: name), encoding: .utf8)
    let calendar = try String(
      contentsOf: Self.data.appending(path: "holidays_vn_2019_2027.tsv"),
      encoding: .utf8
    )
    let option = withCalendar ? ["--calendar", "c"] : []
    let run = try await ToolRun(
      ["calendar", "due", "--file", "t"] + option,
      files: ["t": table, "c": calendar]
    )
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(columns(run.output) == columns(table))
  }

  /// The two computed columns of every row.
  private func columns(_ table: String) -> [[String]] {
    let rows = table.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let places = ["effective_start", "due_at"].compactMap { rows.first?.firstIndex(of: $0) }
    return rows.map { row in places.map { row[$0] } }
  }
}
