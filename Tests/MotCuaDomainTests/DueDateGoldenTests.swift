import MotCuaDomain
import Testing

@Suite("Golden due dates beside the checkout")
struct DueDateGoldenTests {
  private static let files = ["duedate_vectors.tsv", "duedate_pause_vectors.tsv"]
  private let engine = DueDateEngine(
    calendar: WorkingCalendar(days: VietnamCalendar2019To2027.days)
  )

  @Test(
    "Every golden vector is met",
    .enabled(if: files.allSatisfy(SharedData.has), "shared/data is not beside this checkout"),
    arguments: files
  )
  func goldenVectors(file: String) throws {
    let rows = try SharedData.rows(file)
    #expect(rows.count == (file == "duedate_vectors.tsv" ? 12 : 5))
    let result = DueDateTable.process(try SharedData.text(file), with: engine)
    #expect(result.errors.isEmpty)
    let lines = result.text.split(separator: "\n").dropFirst()
    #expect(lines.count == rows.count)
    for (line, row) in zip(lines, rows) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(fields.dropLast().last.map(String.init) == row["effective_start"])
      #expect(fields.last.map(String.init) == row["due_at"], "\(row)")
    }
  }

  @Test(
    "The shipped calendar has the days and kinds of the reference file",
    .enabled(
      if: SharedData.has("holidays_vn_2019_2027.tsv"),
      "shared/data is not beside this checkout"
    )
  )
  func calendar() throws {
    let rows = try SharedData.rows("holidays_vn_2019_2027.tsv")
    let reference = rows.map { "\($0["date"] ?? "") \($0["kind"] ?? "")" }
    let own = VietnamCalendar2019To2027.days.map { "\($0.date) \($0.kind.code)" }
    #expect(Set(own).symmetricDifference(reference).sorted() == [])
    #expect(own.count == reference.count)
    let read = CalendarTable.read(try SharedData.text("holidays_vn_2019_2027.tsv"))
    #expect(read.errors.isEmpty)
    #expect(read.days.count == own.count)
    let assumed = Set(VietnamCalendar2019To2027.days.filter(\.isAssumed).map(\.date))
    #expect(assumed.isSuperset(of: read.days.filter(\.isAssumed).map(\.date)))
  }
}
