import MotCuaAPI
import MotCuaCLI
import ProtobufEngine
import RPCCore
import RPCMessages
import Testing

struct CommitteeCommandTests {
  private static func target(_ code: String, _ title: String, _ points: Int32) -> Target {
    Target(
      code: code,
      title: title,
      metric: "online",
      comparator: .atLeast,
      basisPoints: points,
      from: Date(year: 2020, month: 1, day: 1),
      deadline: Date(year: 2020, month: 12, day: 31),
      legalBasis: "Nghị quyết 17/NQ-CP"
    )
  }

  private func run(_ words: [String], _ methods: [MethodHandler]) async throws -> ToolRun {
    try await ToolRun(words, server: try ScriptedServer(methods))
  }

  @Test("Progress tells numerator, denominator, met or missed, and by how many")
  func progress() async throws {
    let answer = GetTargetProgressResponse(progress: [
      TargetProgress(
        target: Self.target("A", "Tích hợp Cổng quốc gia", 3_000),
        rate: Rate(numerator: 11, denominator: 1_603, denominatorName: "procedures_level34"),
        state: .missed,
        distance: 470
      ),
      TargetProgress(target: Self.target("B", "Di động", 5_000), state: .notApplicable),
    ])
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.getTargetProgress, GetTargetProgressRequest.self) { _ in
        answer
      }
    ]
    let table = try await run(["stats", "target", "progress"], methods)
    #expect(table.status == 0)
    let lines = table.output.split(separator: "\n").map(String.init)
    let missed = try #require(lines.first { $0.hasPrefix("A ") })
    for part in ["≥ 30,00 %", "11/1.603 = 0,69 % (thủ tục mức độ 3, 4)", "Chưa đạt", "470"] {
      #expect(missed.contains(part), "\(part)")
    }
    #expect(lines.contains { $0.hasPrefix("B ") && $0.contains("Chưa có số liệu") })
    let csv = try await run(["stats", "target", "progress", "-o", "csv"], methods)
    #expect(csv.output.contains("A,Tích hợp Cổng quốc gia,3000,11,1603,procedures_level34,"))
    #expect(
      csv.output.contains(
        "basis_points,rate_numerator,rate_denominator,rate_denominator_name,state,"
      )
    )
    #expect(!csv.output.contains("11/1603"))
  }

  @Test("A target, an indicator and a task go out as they were written")
  func mutations() async throws {
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.setTarget, SetTargetRequest.self) { request in
        #expect(request.target?.basisPoints == 6_050)
        #expect(request.target?.comparator == .atLeast)
        #expect(!request.requestId.isEmpty)
        return request.target ?? Target()
      },
      .answer(StatisticsServiceMethods.recordIndicator, RecordIndicatorRequest.self) { request in
        #expect(request.indicator?.kind == .trainings)
        #expect(request.indicator?.value == 3)
        #expect(request.validateOnly)
        return request.indicator ?? Indicator()
      },
      .answer(StatisticsServiceMethods.updateDirective, UpdateDirectiveRequest.self) { request in
        #expect(request.state == .done)
        #expect(request.etag == "4")
        return Directive(code: request.code, state: .done)
      },
    ]
    let set = try await run(
      [
        "stats", "target", "set", "BP-1", "--title", "Trực tuyến", "--metric", "online",
        "--at-least", "60.5", "--from", "2020-01-01", "--deadline", "2020-12-31", "--basis", "KH",
      ],
      methods
    )
    #expect(set.status == 0)
    #expect(set.output.contains("≥ 60,50 %"))
    let recorded = try await run(
      [
        "stats", "indicator", "record", "trainings", "3", "--agency", "000.00.00.H10", "--period",
        "2020-08", "--unit", "đợt", "--source", "BC", "--reported-on", "2020-08-31", "--dry-run",
      ],
      methods
    )
    #expect(recorded.status == 0)
    #expect(recorded.output.contains("Đợt tập huấn"))
    let done = try await run(
      ["stats", "directive", "update", "TB-1", "--note", "Xong", "--done", "--etag", "4"],
      methods
    )
    #expect(done.status == 0)
    #expect(done.output.contains("Đã xong"))
    let both = try await run(
      [
        "stats", "target", "set", "BP-1", "--title", "x", "--metric", "online", "--at-least", "1",
        "--at-most", "2", "--from", "2020-01-01", "--deadline", "2020-12-31", "--basis", "KH",
      ],
      methods
    )
    #expect(both.status == 2)
  }

  @Test("The index shows points apart from what does not apply, and both sums")
  func index() async throws {
    let index = ServiceIndex(
      version: "766-2022",
      legalBasis: "Quyết định 766/QĐ-TTg",
      retrospective: true,
      groups: [
        ServiceIndexGroup(
          title: "Tiến độ",
          subIndices: [
            ServiceSubIndex(
              code: "2.1",
              title: "Đúng hạn",
              maximum: 2_000,
              capPercent: 100,
              rate: Rate(numerator: 0, denominator: 7, denominatorName: "x"),
              applicable: true
            ),
            ServiceSubIndex(code: "1.4", title: "Đồng bộ", maximum: 600, capPercent: 100),
            ServiceSubIndex(code: "2.2", title: "Thời gian", present: true, meanOf: 2),
          ]
        )
      ],
      points: 0,
      maximum: 10_000,
      applicableMaximum: 2_000
    )
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.getServiceIndex, GetServiceIndexRequest.self) { _ in index }
    ]
    let shown = try await run(["stats", "index", "--period", "2020-08"], methods)
    // What is read from the present is marked: another day it may be another number.
    let csv = try await run(["stats", "index", "--period", "2020-08", "-o", "csv"], methods)
    let rows = csv.output.replacing("\u{feff}", with: "").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let place = try #require(rows.first?.firstIndex(of: "present"))
    let marks = Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[0], $0[place]) })
    #expect(marks == ["2.1": "false", "1.4": "false", "2.2": "true"])
    let lines = shown.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.contains("áp dụng ngược") == true)
    #expect(lines.contains { $0.hasPrefix("2.1") && $0.contains("0,00") })
    #expect(lines.contains { $0.hasPrefix("1.4") && $0.contains("không tính") })
    #expect(lines.last == "Tổng điểm phần tính được 0,00/20,00, quy đổi 0,00/100,00")
  }

  @Test("A card names one subject")
  func card() async throws {
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.getScorecard, GetScorecardRequest.self) { request in
        Scorecard(
          subject: .officer,
          code: request.officerCode,
          name: "Nguyễn Thị Hoa",
          received: 12,
          lines: [
            ScoreLine(
              metric: "on_time",
              rate: Rate(numerator: 9, denominator: 10, denominatorName: "resolved"),
              targetCode: "T",
              targetBasisPoints: 9_500,
              state: .missed
            )
          ],
          violations: 3,
          paperRefused: 3
        )
      }
    ]
    let shown = try await run(
      ["stats", "scorecard", "--officer", "CB-7", "--period", "2020-08"],
      methods
    )
    #expect(shown.output.hasPrefix("Cán bộ: Nguyễn Thị Hoa (CB-7), 01/08/2020 – 31/08/2020\n"))
    #expect(shown.output.contains("vi phạm về hồ sơ giấy 3: đã nhận 0, bị từ chối 3"))
    #expect(shown.output.contains("9/10 = 90,00 %"))
    #expect(shown.output.contains("95,00 %"))
    let none = try await run(["stats", "scorecard", "--period", "2020-08"], methods)
    #expect(none.status == 2)
  }

  @Test("A card and a list of gaps are asked as of a point of time")
  func points() async throws {
    let point = ["--known-at", "7", "--recorded-by", "2020-09-01"]
    let by = Int64(1_598_979_599)
    let card = try await run(
      ["stats", "scorecard", "--officer", "CB-7", "--period", "2020-08", "--as-of", "2020-08-06"]
        + point,
      [
        .answer(StatisticsServiceMethods.getScorecard, GetScorecardRequest.self) { request in
          #expect(request.knownAt == 7 && request.asOf != nil)
          #expect(request.recordedBy?.seconds == by)
          return Scorecard(subject: .officer, code: request.officerCode)
        }
      ]
    )
    #expect(card.status == 0, "\(card.errors)")
    let gaps = try await run(
      ["stats", "gaps", "agency-below-target", "--as-of", "2020-08-06"] + point,
      [
        .answer(StatisticsServiceMethods.listGaps, ListGapsRequest.self) { request in
          #expect(request.knownAt == 7 && request.recordedBy?.seconds == by)
          return ListGapsResponse()
        }
      ]
    )
    #expect(gaps.status == 0, "\(gaps.errors)")
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.getTargetProgress, GetTargetProgressRequest.self) {
        request in
        #expect(request.knownAt == 7 && request.recordedBy?.seconds == by)
        return GetTargetProgressResponse()
      },
      .answer(StatisticsServiceMethods.getServiceIndex, GetServiceIndexRequest.self) { request in
        #expect(request.knownAt == 7 && request.recordedBy?.seconds == by)
        return ServiceIndex()
      },
    ]
    for words in [["target", "progress"], ["index", "--period", "2020-08"]] {
      let shown = try await self.run(["stats"] + words + point, methods)
      #expect(shown.status == 0, "\(words) \(shown.errors)")
    }
  }

  @Test("A head is named by his code or his name, which one alone may have")
  func head() async throws {
    let methods: [MethodHandler] = [
      .answer(AgencyServiceMethods.listOfficers, ListOfficersRequest.self) { request in
        #expect(request.headsOnly)
        return ListOfficersResponse(officers: [
          Officer(code: "CB-1", name: "Trần Văn Bình"), Officer(code: "CB-2", name: "Lê Thị Hoa"),
          Officer(code: "CB-3", name: "Lê Thị Hoa"),
        ])
      },
      .answer(StatisticsServiceMethods.getScorecard, GetScorecardRequest.self) { request in
        Scorecard(subject: .head, code: request.headCode, name: "Trần Văn Bình")
      },
    ]
    let command = ["stats", "scorecard", "--period", "2020-08", "--head"]
    for head in ["CB-1", "Trần Văn Bình"] {
      let shown = try await run(command + [head], methods)
      #expect(shown.output.contains("(CB-1)"))
    }
    let several = try await run(command + ["Lê Thị Hoa"], methods)
    #expect(several.status == 2 && several.errors.contains("CB-2, CB-3"))
    #expect(try await run(command + ["Không Ai"], methods).status == 2)
  }

  @Test("A snapshot's query is encoded as its method takes it, and its answer is shown as it was")
  func snapshot() async throws {
    let kept = try GetSummaryResponse(
      current: StatisticsSummary(dossiers: DossierCounts(received: 42))
    )
    .serialized()
    let methods: [MethodHandler] = [
      .answer(StatisticsServiceMethods.createSnapshot, CreateSnapshotRequest.self) { request in
        let query = try GetSummaryRequest(serialized: request.request)
        #expect(query.period?.from == Date(year: 2020, month: 8, day: 1))
        return Snapshot(code: request.code, query: .summary)
      },
      .answer(StatisticsServiceMethods.getSnapshot, GetSnapshotRequest.self) { request in
        Snapshot(code: request.code, query: .summary, answer: kept)
      },
    ]
    let made = try await run(
      [
        "stats", "snapshot", "create", "HOP-1", "--meeting", "2020-08-31", "--purpose", "Họp",
        "--period", "2020-08",
      ],
      methods
    )
    #expect(made.status == 0)
    let shown = try await run(["stats", "snapshot", "answer", "HOP-1"], methods)
    #expect(shown.output.contains("\"received\": \"42\""))
  }

  @Test("A snapshot of figures by groups has every condition, and one of a summary its comparison")
  func snapshotConditions() async throws {
    let head = [
      "stats", "snapshot", "create", "HOP-1", "--meeting", "2020-08-31", "--purpose", "Họp",
    ]
    let query = try await run(
      head + [
        "--period", "2020-08", "--query", "query", "--sector", "DD", "--procedure", "1.000001",
        "--channel", "online", "--service-level", "level-4", "--previous",
      ],
      [
        .answer(StatisticsServiceMethods.createSnapshot, CreateSnapshotRequest.self) { request in
          let asked = try QueryStatisticsRequest(serialized: request.request)
          #expect(asked.sectorCode == "DD" && asked.procedureCode == "1.000001")
          #expect(asked.channel == .online && asked.serviceLevel == .level4 && asked.withPrevious)
          return Snapshot(code: request.code, query: .query)
        }
      ]
    )
    #expect(query.status == 0, "\(query.errors)")
    let summary = try await run(
      head + ["--period", "2020-08", "--query", "summary", "--compare", "2019-08"],
      [
        .answer(StatisticsServiceMethods.createSnapshot, CreateSnapshotRequest.self) { request in
          let asked = try GetSummaryRequest(serialized: request.request)
          #expect(asked.compareWith?.from == Date(year: 2019, month: 8, day: 1))
          return Snapshot(code: request.code, query: .summary)
        }
      ]
    )
    #expect(summary.status == 0, "\(summary.errors)")
  }

  @Test(
    "A snapshot is not made of what its query has no place for",
    arguments: [
      "target-progress --as-of 2020-08-06", "target-progress --agency 000.00.05.H10",
      "summary --sector DD", "daily --procedure 1.000001", "report --form II.06a --channel online",
      "summary --service-level level-4", "query --compare 2020-07", "summary --previous",
      "summary --form II.06a", "ranking --group-by agency", "summary --head CB-1",
      "levels --level district", "levels --subordinates", "ranking --agency 000.00.05.H10",
      "service-index --structure rolled-up-to-present", "violations --known-at 5",
      "violations --level district",
      "scorecard --agency 000.00.05.H10 --structure rolled-up-to-present",
      "summary --measure received", "ranking --violations-by officer", "target-progress",
    ]
  )
  func unasked(_ words: String) async throws {
    var command = [
      "stats", "snapshot", "create", "HOP-1", "--meeting", "2020-08-31", "--purpose", "Họp",
    ]
    // What has no period gets one only where that is the point.
    if !words.hasPrefix("target-progress ") { command += ["--period", "2020-08"] }
    command.append("--query")
    let made = try await run(command + words.split(separator: " ").map(String.init), [])
    #expect(made.status == 2)
    #expect(made.errors.contains("không áp dụng"))
  }
}
