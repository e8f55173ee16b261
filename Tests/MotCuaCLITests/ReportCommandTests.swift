import MotCuaAPI
import MotCuaCLI
import MotCuaDomain
import RPCCore
import Testing

struct ReportCommandTests {
  private func report(_ request: GetReportRequest) -> Report {
    let counts = ReportCounts(received: 1_234, resolved: 1_000, pending: 234, reopened: 7)
    return Report(
      form: request.form,
      name: "II.06a/VPCP/KSTT",
      title: "Kết quả giải quyết",
      basis: "Thông tư 01/2020/TT-VPCP",
      retrospective: true,
      period: request.period,
      knownAt: 42,
      columns: [
        ReportColumn(
          number: "3",
          field: "received",
          title: "Tổng số",
          titleEn: "All",
          formula: "4+5+6"
        ),
        ReportColumn(number: "", field: "reopened", title: "Mở lại", titleEn: "Reopened"),
      ],
      groups: [
        ReportGroup(
          level: .commune,
          rows: [
            ReportRow(number: 1, sectorCode: "G15", sectorName: "Hộ tịch", counts: counts)
          ],
          total: counts
        )
      ],
      total: counts
    )
  }

  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      .answer(StatisticsServiceMethods.getReport, GetReportRequest.self) { report($0) },
      .answer(StatisticsServiceMethods.exportReport, ExportReportRequest.self) { request in
        let mark = request.byteOrderMark ? "\u{feff}" : ""
        let days = request.report?.period?.to.map { "\($0.month)-\($0.day)" } ?? ""
        return ExportReportResponse(content: Array("\(mark)kind,\(days)\r\nTỔNG,1\r\n".utf8))
      },
      .answer(StatisticsServiceMethods.explainFigure, ExplainFigureRequest.self) { request in
        ExplainFigureResponse(
          figure: request.figure,
          value: 3,
          dossiers: 2,
          title: "Quá hạn",
          titleEn: "Late",
          counts: "Kết thúc khi đã quá hạn.",
          countsEn: "Ended when it was late.",
          leavesOut: [
            FigureLeftOut(figure: "pending", title: "Còn lại", titleEn: "Pending", value: 9)
          ]
        )
      },
    ])
  }

  @Test("A report has its numbered columns, its sums and what they mean")
  func table() async throws {
    let run = try await ToolRun(["report", "II.06a", "--period", "2020-08"], server: try server())
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("II.06a/VPCP/KSTT\n"))
    #expect(run.output.contains("Lập cho kỳ bắt đầu trước ngày biểu mẫu có hiệu lực ("))
    #expect(run.output.contains("(3) Tổng số = 4+5+6\n"))
    #expect(run.output.contains("Hộ tịch"))
    #expect(run.output.contains("1.234"))
    #expect(run.output.contains("Mở lại: 7\n"))
  }

  @Test("CSV is the server's file, with a byte order mark")
  func csv() async throws {
    let run = try await ToolRun(
      ["report", "II.06a", "--period", "2020-08", "-o", "csv"],
      server: try server()
    )
    #expect(run.status == 0)
    #expect(run.output == "\u{feff}kind,8-31\r\nTỔNG,1\r\n")
  }

  @Test("A number is explained in the language asked for", arguments: ["vi", "en"])
  func explain(language: String) async throws {
    let run = try await ToolRun(
      ["stats", "explain", "resolved_late", "--period", "2020-08", "--lang", language],
      server: try server()
    )
    #expect(run.status == 0)
    #expect(run.output.hasPrefix(language == "vi" ? "Quá hạn: 3\n" : "Late: 3\n"))
    #expect(run.output.contains(language == "vi" ? "Không tính:" : "Leaves out:"))
    #expect(run.output.contains("pending"))
  }

  @Test("Quarters, weeks and fortnights are periods")
  func periods() {
    func span(_ text: String) -> String? {
      guard case .days(let days) = PeriodArgument(text) else { return nil }
      return "\(days.from)..\(days.to)"
    }
    #expect(span("2020-Q3") == "2020-07-01..2020-09-30")
    #expect(span("week:2020-08-06") == "2020-08-03..2020-08-09")
    #expect(
      PeriodArgument("fortnight:2020-08-06") == CivilDate("2020-08-06").map { .fortnight($0) }
    )
    #expect(span("fortnight:2020-08-06@2020-01-13") == "2020-07-27..2020-08-09")
    for text in ["fortnight:", "fortnight:2020-08", "fortnight:2020-08-06@2020-01-14"] {
      #expect(PeriodArgument(text) == nil, "\(text)")
    }
    #expect(span("2020-Q5") == nil)
    #expect(span("month:2020-08-06") == nil)
  }

  @Test(
    "A list of what is late shows the days late, one of what is due soon the days left",
    arguments: [
      (["--kind", "pending"], "Trễ, ngày", "Còn, ngày"),
      (["--kind", "due-soon", "--within", "2"], "Còn, ngày", "Trễ, ngày"),
    ]
  )
  func overdue(options: [String], shown: String, hidden: String) async throws {
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.listOverdue, ListOverdueRequest.self) { _ in
        ListOverdueResponse(dossiers: [OverdueDossier(code: "A-1", daysLate: 3, daysLeft: 2)])
      }
    ])
    let run = try await ToolRun(["stats", "overdue"] + options, server: server)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(shown))
    #expect(!run.output.contains(hidden))
  }
}
