import MotCuaAPI
import MotCuaCLI
import MotCuaDomain
import RPCCore
import Testing

struct PlotTests {
  private static let agencies: [(name: String, online: Int64, all: Int64)] = [
    ("Sở Kế hoạch và Đầu tư", 2_412, 2_412),
    ("Sở Văn hóa, Thể thao và Du lịch", 387, 402),
    ("Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh", 118, 163),
    ("Ủy ban nhân dân huyện Bù Gia Mập", 1, 940),
    ("Ủy ban nhân dân xã Đăk Ơ", 0, 12),
    ("Thanh tra tỉnh", 0, 0),
  ]

  private static func rank(_ index: Int) -> AgencyRank {
    let agency = agencies[index]
    return AgencyRank(
      rank: Int32(index + 1),
      agencyCode: "H10.\(index)",
      agencyName: agency.name,
      level: .province,
      rate: Rate(
        numerator: agency.online,
        denominator: agency.all,
        denominatorName: "received_level34"
      )
    )
  }

  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      .answer(StatisticsServiceMethods.rankAgencies, RankAgenciesRequest.self) { _ in
        RankAgenciesResponse(ranks: Self.agencies.indices.map(Self.rank))
      },
      .answer(StatisticsServiceMethods.queryDaily, QueryDailyRequest.self) { request in
        QueryDailyResponse(days: Self.days(request.period))
      },
    ])
  }

  /// Days whose counts follow from the day alone: none on Sundays, and more in later months.
  private static func days(_ period: Period?) -> [DailyCounts] {
    guard let from = civil(period?.from), let to = civil(period?.to) else { return [] }
    return (from.daysSinceEpoch...to.daysSinceEpoch).map { number in
      let day = CivilDate(daysSinceEpoch: number)
      let isSunday = day.weekday.rawValue == 7
      let received = isSunday ? 0 : Int64(day.month * 3 + day.day * 7 % 31)
      return DailyCounts(
        date: Date(year: Int32(day.year), month: Int32(day.month), day: Int32(day.day)),
        dossiers: DossierCounts(
          received: received,
          receivedLevel34: received,
          receivedLevel34Online: received * Int64(day.month) / 9
        )
      )
    }
  }

  private static func civil(_ date: Date?) -> CivilDate? {
    date.flatMap { CivilDate(year: Int($0.year), month: Int($0.month), day: Int($0.day)) }
  }

  private func run(_ words: String, _ variables: [String: String] = [:]) async throws -> ToolRun {
    let run = try await ToolRun(
      words.split(separator: " ").map(String.init),
      server: try server(),
      variables: variables
    )
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    return run
  }

  private let ranking = "stats ranking --period 2020-05-22..2020-08-06 --plot --target 20"
  private let months = "stats months --period 2020-01..2020-08 --plot"
  private let daily = "stats daily --period 2020-05-22..2020-08-06 --plot"

  @Test(
    "Each plot is drawn as its golden page has it, in both alphabets and at 80 and 120 columns",
    arguments: ["ranking", "months", "daily"],
    [("unicode", 80), ("unicode", 120), ("ascii", 80), ("ascii", 120)]
  )
  func golden(_ kind: String, _ shape: (style: String, columns: Int)) async throws {
    let words = ["ranking": ranking, "months": months, "daily": daily][kind] ?? ""
    let style = shape.style == "ascii" ? " --ascii" : ""
    let drawn = try await run(words + " --width \(shape.columns)" + style).output
    let name = "\(kind)-\(shape.style)-\(shape.columns)"
    #expect(drawn == (try GoldenPage.text("Plots/\(name).txt")), "\(name):\n\(drawn)")
    for line in drawn.split(separator: "\n") {
      #expect(TerminalText.columns(String(line)) <= shape.columns)
      #expect(shape.style == "unicode" || line.allSatisfy(\.isASCII))
    }
  }

  @Test("The locale decides about the letters, and --ascii wins over it")
  func locale() async throws {
    let tones = try await run(ranking, ["LANG": "vi_VN.UTF-8"]).output
    #expect(tones.contains("Sở Kế hoạch và Đầu tư"))
    for variables in [["LC_ALL": "C", "LANG": "vi_VN.UTF-8"], ["LC_CTYPE": "POSIX"]] {
      let plain = try await run(ranking, variables).output
      #expect(plain.contains("So Ke hoach va Dau tu"))
      #expect(plain.allSatisfy { $0.isASCII })
    }
    let asked = try await run(ranking + " --ascii", ["LC_ALL": "vi_VN.UTF-8"]).output
    #expect(asked.allSatisfy { $0.isASCII })
  }

  @Test("CSV has the same numbers, with or without a plot")
  func csv() async throws {
    let table = try await run("stats months --period 2020-07..2020-08 -o csv").output
    #expect(try await run("stats months --period 2020-07..2020-08 --plot -o csv").output == table)
    let july = Self.days(
      Period(from: Date(year: 2020, month: 7, day: 1), to: Date(year: 2020, month: 7, day: 31))
    )
    .reduce((0, 0)) { sum, day in
      (
        sum.0 + (day.dossiers?.receivedLevel34Online ?? 0),
        sum.1 + (day.dossiers?.receivedLevel34 ?? 0)
      )
    }
    let lines = table.split(separator: "\r\n").map(String.init)
    #expect(lines.first == "month,numerator,denominator,denominator_name,rate")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("2020-07,\(july.0),\(july.1),received_level34,"))
  }

  @Test("A bar of something is never drawn as nothing, one of nothing never as something")
  func smallBars() {
    let bars = [("nought", Int64(0)), ("little", 1), ("absent", nil)]
      .map { BarPlot.Bar(label: $0.0, value: $0.1, text: "x") }
    let lines = BarPlot(bars, full: 1_000_000).lines(columns: 40, style: .unicode)
    #expect(lines[0].filter { $0 == "▏" }.isEmpty)
    #expect(lines[1].contains("▏"))
    #expect(lines[2].filter { $0 == "▏" }.isEmpty)
  }

  @Test("A name that would command the terminal is shown without its commands")
  func escape() {
    let bar = BarPlot.Bar(label: "a\u{1b}[31mb", value: 1, text: "\u{7}")
    let line = BarPlot([bar], full: 1).lines(columns: 60, style: .unicode).joined()
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("Widths outside 40 to 400 are refused")
  func widths() async throws {
    for width in ["39", "401"] {
      let run = try await ToolRun(
        ["stats", "ranking", "--period", "2020", "--plot", "--width", width],
        server: try server()
      )
      #expect(run.status == 2)
    }
    for width in [40, 400] {
      let drawn = try await run("stats ranking --period 2020 --plot --width \(width)").output
      let widest = drawn.split(separator: "\n").map { TerminalText.columns(String($0)) }.max()
      #expect(widest ?? 0 <= width)
    }
  }
}
