import MotCuaAPI
import MotCuaCLI
import RPCCore
import Testing

struct StatsTests {
  private func summary(
    _ request: Period?,
    online: Int64,
    of total: Int64,
    isWhole: Bool
  ) -> StatisticsSummary {
    let name = "received_level34"
    return StatisticsSummary(
      period: request,
      procedures: ProcedureCounts(
        procedures: 1_916,
        proceduresLevel3: 988,
        proceduresLevel4: 615,
        proceduresLevel34: 1_603,
        proceduresIntegrated: 11
      ),
      procedureRates: ProcedureRates(
        level34: Rate(numerator: 1_603, denominator: 1_916, denominatorName: "procedures")
      ),
      dossiers: DossierCounts(receivedLevel34: total, receivedLevel34Online: online),
      dossierRates: DossierRates(
        onlineOfLevel34: Rate(numerator: online, denominator: total, denominatorName: name),
        paidOnline: Rate(numerator: 0, denominator: 0, denominatorName: "fee_bearing")
      ),
      levels: [
        LevelSummary(level: .province, dossiers: DossierCounts(received: total))
      ],
      wholeProvince: isWhole
    )
  }

  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      .answer(StatisticsServiceMethods.getSummary, GetSummaryRequest.self) { request in
        let isWhole = request.scope == nil
        return GetSummaryResponse(
          current: summary(request.period, online: 1_740, of: 2_000, isWhole: isWhole),
          previous: request.compareWith.map {
            summary($0, online: 225, of: 2_500, isWhole: isWhole)
          }
        )
      }
    ])
  }

  private let command = [
    "stats", "summary", "--period", "2020-05-22..2020-08-06", "--compare",
    "2020-01-01..2020-05-21",
  ]

  @Test("A rate is printed with numerator, denominator and the denominator's name")
  func rates() async throws {
    let run = try await ToolRun(command, server: try server())
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "Kỳ báo cáo 22/05/2020 – 06/08/2020, so với 01/01/2020 – 21/05/2020"
    )
    let level34 = try #require(lines.first { $0.hasPrefix("Dịch vụ mức độ 3, 4") })
    #expect(level34.contains("1.603/1.916 = 83,66 % (thủ tục của tỉnh)"))
    let online = try #require(lines.first { $0.hasPrefix("Trực tuyến mức độ 3, 4") })
    #expect(
      online.contains("1.740/2.000 = 87,00 % (hồ sơ tiếp nhận của thủ tục mức độ 3, 4)")
        && online.contains("225/2.500 = 9,00 % (hồ sơ tiếp nhận của thủ tục mức độ 3, 4)")
    )
    #expect(run.output.contains("0/0 = không phát sinh (hồ sơ có phí, lệ phí)"))
    #expect(lines.contains { $0.hasPrefix("Hồ sơ cấp tỉnh") })
    #expect(online.contains("+78,00 điểm %"))
    #expect(lines.contains { $0.contains("-500 (-20,00 %)") })
  }

  @Test("Of one agency the denominator is not called the province's")
  func scope() async throws {
    let run = try await ToolRun(
      ["stats", "summary", "--period", "2020-08", "--agency", "H10.05", "--lang", "en"],
      server: try server()
    )
    #expect(run.output.hasPrefix("Period 2020-08-01 – 2020-08-31\n"))
    #expect(run.output.contains("1,603/1,916 = 83.66 % (procedures of the scope)"))
    #expect(!run.output.contains("Previous"))
  }

  @Test("CSV carries two numbers and a name for a rate, never a quotient")
  func csv() async throws {
    let run = try await ToolRun(command + ["-o", "csv"], server: try server())
    let lines = run.output.split(separator: "\r\n").map(String.init)
    #expect(
      lines.first
        == "level,measure,count,numerator,denominator,denominator_name,previous_count,"
        + "previous_numerator,previous_denominator,change,change_percent"
    )
    #expect(lines.contains(",online_of_level34,,1740,2000,received_level34,,225,2500,78.00,"))
    #expect(lines.contains(",procedures,1916,,,,1916,,,0,0.00"))
    #expect(lines.contains("AGENCY_LEVEL_PROVINCE,received,2000,,,,2500,,,-500,-20.00"))
  }

  @Test("A query in CSV has each rate's numbers and names, and the change in per cent")
  func query() async throws {
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.queryStatistics, QueryStatisticsRequest.self) { request in
        #expect(request.withPrevious)
        let rate = Rate(numerator: 3, denominator: 4, denominatorName: "received_online")
        return QueryStatisticsResponse(
          rows: [
            StatisticsRow(
              key: "A",
              dossiers: DossierCounts(received: 9),
              rates: DossierRates(assistedOfOnline: rate),
              previous: DossierCounts(received: 6)
            )
          ]
        )
      }
    ])
    let run = try await ToolRun(
      ["stats", "query", "--period", "2020-08", "--previous", "-o", "csv"],
      server: server
    )
    let lines = run.output.replacing("\u{feff}", with: "").split(separator: "\r\n")
    let cells = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(cells.first)
    let row = Dictionary(uniqueKeysWithValues: zip(names, try #require(cells.last)))
    #expect(row["assisted_of_online_numerator"] == "3")
    #expect(row["assisted_of_online_denominator"] == "4")
    #expect(row["assisted_of_online_denominator_name"] == "received_online")
    #expect(row["received_change"] == "3")
    #expect(row["received_change_percent"] == "50.00")
    let rates = Set(names.filter { $0.hasSuffix("_denominator_name") })
    #expect(rates.count == 12)
  }

  @Test("CSV of a ranking and of days has the numbers of their plots, and no quotient")
  func plotted() async throws {
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.rankAgencies, RankAgenciesRequest.self) { _ in
        let rate = Rate(numerator: 11, denominator: 12, denominatorName: "received")
        return RankAgenciesResponse(ranks: [
          AgencyRank(rank: 1, agencyCode: "A", agencyName: "Sở A", level: .province, rate: rate)
        ])
      },
      .answer(StatisticsServiceMethods.queryDaily, QueryDailyRequest.self) { request in
        QueryDailyResponse(days: [
          DailyCounts(date: request.period?.from, dossiers: DossierCounts(received: 1_234))
        ])
      },
    ])
    let ranking = ["stats", "ranking", "--period", "2020-08", "--by", "online"]
    let bars = try await ToolRun(ranking + ["--plot"], server: server)
    #expect(bars.output.contains("11/12 = 91,67 %"))
    let ranks = try await ToolRun(ranking + ["-o", "csv"], server: server)
    #expect(
      ranks.output.replacing("\u{feff}", with: "")
        == "rank,agency_code,agency_name,level,rate_numerator,rate_denominator,"
        + "rate_denominator_name\r\n1,A,Sở A,AGENCY_LEVEL_PROVINCE,11,12,received\r\n"
    )
    let table = try await ToolRun(ranking, server: server)
    #expect(table.output.contains("11/12 = 91,67 % (hồ sơ tiếp nhận)"))
    let days = ["stats", "daily", "--period", "2020-08-06"]
    let strip = try await ToolRun(days + ["--plot"], server: server)
    #expect(strip.output.contains("1.234"))
    let daily = try await ToolRun(days + ["-o", "csv"], server: server)
    let lines = daily.output.replacing("\u{feff}", with: "").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let place = try #require(lines.first?.firstIndex(of: "received"))
    #expect(lines.last?.first == "2020-08-06" && lines.last?[place] == "1234")
  }

  @Test("A ranking goes by any count of a summary too")
  func rankedByFigure() async throws {
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.rankAgencies, RankAgenciesRequest.self) { request in
        #expect(request.measure == .unspecified && request.figure == "received_direct")
        return RankAgenciesResponse(ranks: [AgencyRank(rank: 1, agencyCode: "A", count: 3)])
      }
    ])
    let command = ["stats", "ranking", "--period", "2020-08", "--by"]
    for name in ["received_direct", "received-direct"] {
      let run = try await ToolRun(command + [name, "-o", "csv"], server: server)
      #expect(run.status == 0 && run.output.contains("count\r\n1,A,,,3\r\n"), "\(run.output)")
    }
    #expect(try await ToolRun(command + ["speed"], server: server).status == 2)
  }

  @Test("The level of the service and a head go out with a number")
  func parts() async throws {
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.queryStatistics, QueryStatisticsRequest.self) { request in
        #expect(request.serviceLevel == .level4 || request.withoutServiceLevel)
        return QueryStatisticsResponse()
      },
      .answer(StatisticsServiceMethods.explainFigure, ExplainFigureRequest.self) { request in
        #expect(request.figure?.withoutServiceLevel == true)
        return ExplainFigureResponse(figure: request.figure)
      },
      .answer(DossierServiceMethods.listDossiers, ListDossiersRequest.self) { request in
        #expect(request.figure?.serviceLevel == .level3 && request.figure?.headCode == "CB-5")
        return ListDossiersResponse()
      },
    ])
    let period = ["--period", "2020-08"]
    let runs = [
      ["stats", "query", "--service-level", "level-4"],
      ["stats", "query", "--without-service-level"],
      ["stats", "explain", "received", "--without-service-level"],
      ["stats", "dossiers", "received", "--service-level", "level-3", "--head", "CB-5"],
    ]
    for words in runs {
      let run = try await ToolRun(words + period, server: server)
      #expect(run.status == 0, "\(words) \(run.errors)")
    }
    for words in [
      ["stats", "query", "--service-level", "level-4", "--without-service-level"],
      ["stats", "explain", "received", "--head", "CB-5", "--officer", "CB-6"],
    ] {
      #expect(try await ToolRun(words + period, server: server).status == 2, "\(words)")
    }
  }

  @Test("A fortnight is that of the province's policy, or of a Monday that is typed")
  func fortnight() async throws {
    func server(_ first: Date, _ last: Date) throws -> ScriptedServer {
      try ScriptedServer([
        .answer(StatisticsServiceMethods.getStatisticsPolicy, GetStatisticsPolicyRequest.self) {
          _ in StatisticsPolicy(fortnightAnchor: Date(year: 2020, month: 1, day: 13))
        },
        .answer(StatisticsServiceMethods.getSummary, GetSummaryRequest.self) { request in
          #expect(request.period == Period(from: first, to: last))
          return GetSummaryResponse(current: StatisticsSummary(period: request.period))
        },
      ])
    }
    func day(_ month: Int32, _ day: Int32) -> Date { Date(year: 2020, month: month, day: day) }
    let spans = [
      ("fortnight:2020-08-06", day(7, 27), day(8, 9)),
      ("fortnight:2020-08-06@2020-01-06", day(8, 3), day(8, 16)),
    ]
    for (text, first, last) in spans {
      let run = try await ToolRun(
        ["stats", "summary", "--period", text],
        server: try server(first, last)
      )
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test("JSON is the server's answer")
  func json() async throws {
    let run = try await ToolRun(command + ["-o", "ndjson"], server: try server())
    #expect(run.output.hasPrefix("{\"current\":{\"period\":{\"from\":{\"year\":2020,\"month\":5,"))
  }
}
