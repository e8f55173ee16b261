import MotCuaAPI
import MotCuaServices
import RPCCore
import RPCMessages
import Testing

@Suite("A report as a file")
struct ReportFileTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  private static func filled(_ ground: Ground) async throws -> DossierHouse {
    let house = try await DossierHouse(ground)
    try await StatisticsTests.fill(house)
    _ = try await house.returned()
    return house
  }

  private static func export(
    _ house: DossierHouse,
    _ request: ExportReportRequest
  ) async throws -> ExportReportResponse {
    try await house.statistics.exportReport(request, options: house.by(.supervisor))
  }

  @Test(
    "A file has every number of its report, in the order of its columns",
    arguments: [ReportForm.ii06a, .ii06b, .ii07b, .btp07a]
  )
  func numbers(_ form: ReportForm) async throws {
    let house = try await Self.filled(.memory)
    let question = GetReportRequest(form: form, period: Self.august)
    let report = try await house.statistics.getReport(question, options: house.by(.supervisor))
    let file = try await Self.export(house, ExportReportRequest(report: question))
    #expect(file.asOf == report.asOf)
    #expect(file.knownAt == report.knownAt)
    #expect(file.mediaType == "text/csv; charset=utf-8; header=present")
    let text = String(decoding: file.content, as: UTF8.self)
    let records = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      records.first?.map(String.init)
        == ["kind", "level", "code", "name"] + report.columns.map(\.field)
    )
    let numbers = records.dropFirst().map { $0.suffix(report.columns.count).map { Int64($0) } }
    var expected: [[Int64?]] = []
    for group in report.groups {
      let sum =
        try group.total.map { try messageNumbers($0) }
        ?? group.procedures.map { try messageNumbers($0) } ?? [:]
      expected.append(report.columns.map { sum[$0.field] ?? 0 })
      for row in group.rows {
        let counts = try row.counts.map { try messageNumbers($0) } ?? [:]
        expected.append(report.columns.map { counts[$0.field] ?? 0 })
      }
    }
    let whole =
      try report.total.map { try messageNumbers($0) }
      ?? report.procedureTotal.map { try messageNumbers($0) } ?? [:]
    expected.append(report.columns.map { whole[$0.field] ?? 0 })
    #expect(numbers == expected)
    #expect(expected.count > 1)
    #expect(records.last?.first == "TOTAL")
    #expect(records.dropFirst().first?.first == "LEVEL")
  }

  @Test("A byte order mark stands in front where it is asked for", arguments: Ground.allCases)
  func mark(_ ground: Ground) async throws {
    let house = try await Self.filled(ground)
    let question = GetReportRequest(form: .ii06a, period: Self.august)
    let plain = try await Self.export(house, ExportReportRequest(report: question))
    let marked = try await Self.export(
      house,
      ExportReportRequest(report: question, format: .csv, byteOrderMark: true)
    )
    #expect(marked.content == [0xef, 0xbb, 0xbf] + plain.content)
    #expect(plain.fileName == "II.06a_2020-08-01_2020-08-31_\(plain.knownAt).csv")
    #expect(marked.fileName == plain.fileName)
  }

  @Test("No name runs as a formula in a spreadsheet")
  func formula() async throws {
    let house = try await Self.filled(.memory)
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(
        agency: Agency(code: DossierProvince.department, name: "=1+1"),
        updateMask: .init(paths: ["name"])
      ),
      options: house.by(.administrator)
    )
    let file = try await Self.export(
      house,
      ExportReportRequest(report: GetReportRequest(form: .ii06b, period: Self.august))
    )
    let text = String(decoding: file.content, as: UTF8.self)
    #expect(text.contains(",\(DossierProvince.department),'=1+1,"))
  }

  @Test("What is no report is refused with its field")
  func refusals() async throws {
    let house = try await DossierHouse(.memory)
    let question = GetReportRequest(form: .ii06a, period: Self.august)
    for (request, field) in [
      (ExportReportRequest(), "report"),
      (ExportReportRequest(report: question, format: .unrecognized(9)), "format"),
      (ExportReportRequest(report: GetReportRequest(form: .ii06a)), "report.period"),
    ] {
      let refused = try await refusal { try await Self.export(house, request) }
      #expect(refused?.fields == [field])
    }
  }
}
