import Foundation
import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Testing

struct FortnightReportTests {
  private static let hostile = "<script>alert(1)</script> & \"Sở\" 'Xây dựng'\u{1b}[31m"

  /// 09:30 of 6 August in Vietnam.
  private static let recordedBy = GoogleProtobuf.Timestamp(seconds: 1_596_681_000)

  private func server(_ targets: [Target] = []) throws -> ScriptedServer {
    let rate = Rate(numerator: 870, denominator: 1_000, denominatorName: "received_level34")
    return try ScriptedServer([
      .answer(StatisticsServiceMethods.listDirectives, ListDirectivesRequest.self) { request in
        #expect(request.asOf == Date(year: 2020, month: 8, day: 6))
        return ListDirectivesResponse(directives: [
          Self.directive("TB-1", .done, month: 7, day: 25),
          Self.directive("TB-0", .done, month: 7, day: 1),
          Self.directive("TB-2", .overdue, month: 6, day: 1),
        ])
      },
      .answer(StatisticsServiceMethods.getSummary, GetSummaryRequest.self) { request in
        GetSummaryResponse(
          current: StatisticsSummary(
            period: request.period,
            knownAt: 5,
            dossiers: DossierCounts(received: 1_000),
            dossierRates: DossierRates(onlineOfLevel34: rate)
          ),
          previous: StatisticsSummary(period: request.compareWith)
        )
      },
      .answer(StatisticsServiceMethods.rankAgencies, RankAgenciesRequest.self) { request in
        #expect(request.knownAt == 5)
        return RankAgenciesResponse(ranks: [
          AgencyRank(rank: 1, agencyName: Self.hostile, rate: rate)
        ])
      },
      .answer(StatisticsServiceMethods.queryDaily, QueryDailyRequest.self) { request in
        #expect(request.knownAt == 5)
        return QueryDailyResponse(days: [DailyCounts(date: request.period?.to)], knownAt: 5)
      },
      .answer(StatisticsServiceMethods.compareLevels, CompareLevelsRequest.self) { request in
        #expect(request.knownAt == 5)
        return CompareLevelsResponse(levels: [LevelComparison(level: .district)], knownAt: 6)
      },
      .answer(StatisticsServiceMethods.getTargetProgress, GetTargetProgressRequest.self) {
        request in
        #expect(request.knownAt == 5)
        return GetTargetProgressResponse(
          progress: targets.map { TargetProgress(target: $0) },
          recordedBy: Self.recordedBy
        )
      },
      .answer(StatisticsServiceMethods.listGaps, ListGapsRequest.self) { request in
        guard request.kind == .agencyBelowTarget else { return ListGapsResponse(totalSize: 12_345) }
        #expect(request.knownAt == 5 && request.recordedBy == Self.recordedBy)
        let rate = Rate(numerator: 1, denominator: 9, denominatorName: "received")
        return ListGapsResponse(gaps: [Gap(agencyCode: "A", rate: rate)], totalSize: 1)
      },
      .answer(StatisticsServiceMethods.countViolations, CountViolationsRequest.self) { request in
        #expect(request.groupBy == .agency)
        #expect(request.filter?.period?.from == Date(year: 2020, month: 7, day: 23))
        let group = ViolationGroup(name: Self.hostile, violations: 4_321, paperRefused: 4_321)
        return CountViolationsResponse(groups: [group])
      },
      .answer(StatisticsServiceMethods.listIndicators, ListIndicatorsRequest.self) { _ in
        ListIndicatorsResponse(indicators: [Indicator(kind: .trainings, value: 3, unit: "đợt")])
      },
    ])
  }

  private static func directive(
    _ code: String,
    _ state: DirectiveState,
    month: Int32,
    day: Int32
  ) -> Directive {
    Directive(
      code: code,
      documentNumber: "210/TB-UBND",
      documentDate: Date(year: 2020, month: month, day: day),
      task: hostile,
      state: state
    )
  }

  private func page(_ targets: [Target] = []) async throws -> String {
    let run = try await ToolRun(
      ["report", "fortnight", "--meeting", "2020-08-06", "--html", "-"],
      server: try server(targets)
    )
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test("The page opens with the last meeting's tasks: those set since, and those not done")
  func order() async throws {
    let page = try await page()
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">"))
    #expect(page.contains("Kỳ báo cáo 23/07/2020 – 05/08/2020"))
    let first = try #require(page.range(of: "<h2>1. Kết quả thực hiện chỉ đạo"))
    let second = try #require(page.range(of: "<h2>2. "))
    #expect(first.lowerBound < second.lowerBound)
    #expect(page.contains("TB-1") && page.contains("TB-2"))
    #expect(!page.contains("TB-0"))
    #expect(page.contains("870/1.000 = 87,00 %"))
    #expect(page.contains("vị trí ghi từ 5 đến 6"))
    #expect(page.contains("1/9 = 11,11\u{a0}% (hồ sơ tiếp nhận)"))
    #expect(page.contains("Chỉ tiêu và số liệu báo cáo: ghi đến 06/08/2020 09:30."))
    #expect(page.contains("12.345"))
    #expect(page.contains("4.321"))
  }

  @Test("The chart of agencies has the target that binds on the last day")
  func target() async throws {
    func target(_ code: String, _ value: Int32, from: Int32, to: Int32) -> Target {
      Target(
        code: code,
        metric: "online_of_level34",
        basisPoints: value,
        from: Date(year: from, month: 1, day: 1),
        deadline: Date(year: to, month: 12, day: 31)
      )
    }
    let old = target("A-2019", 3_100, from: 2019, to: 2019)
    let next = target("B-2021", 9_100, from: 2021, to: 2021)
    let far = target("C-2025", 7_100, from: 2020, to: 2025)
    let near = target("D-2020", 6_100, from: 2020, to: 2020)
    #expect(!(try await page([old, next])).contains("chỉ tiêu 31"))
    #expect(!(try await page([old, next])).contains("chỉ tiêu 91"))
    let bound = try await page([old, next, far, near])
    #expect(bound.contains("chỉ tiêu 61"))
    for other in ["31", "71", "91"] { #expect(!bound.contains("chỉ tiêu \(other)")) }
  }

  @Test("Nothing comes from elsewhere, nothing runs, and names stay text")
  func selfContained() async throws {
    let page = try await page()
    for word in ["<script", "http:", "https:", "src=", "href=", "url(", "javascript", "onload"] {
      #expect(!page.lowercased().contains(word), "\(word)")
    }
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sở&quot;"))
    #expect(!page.unicodeScalars.contains("\u{1b}"))
    #expect(page.contains("default-src 'none'"))
  }

  @Test("Each chart has a title and says its numbers")
  func accessible() async throws {
    let page = try await page()
    #expect(page.components(separatedBy: "<svg ").count == 4)
    for id in ["rank", "months", "heat"] {
      #expect(page.contains("aria-labelledby=\"\(id)-t \(id)-d\""))
      #expect(page.contains("<title id=\"\(id)-t\">"))
      #expect(page.contains("<desc id=\"\(id)-d\">"))
    }
  }

  @Test("Every element that opens closes in its turn")
  func wellFormed() async throws {
    let page = try await page()
    var open: [String] = []
    for part in page.split(separator: "<").dropFirst() {
      let tag = String(part.prefix { $0 != ">" })
      let name = String(tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
      if tag.hasPrefix("!") || name == "meta" || tag.hasSuffix("/") { continue }
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()), "</\(name)>")
      } else {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }
}
