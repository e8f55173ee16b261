import ArgumentParser
import MotCuaClient
import MotCuaDomain

struct StatsViolationsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "violations",
    "Việc nhận, định nhận hoặc đòi hồ sơ giấy khi thủ tục đã trực tuyến.",
    en: "Lists paper that was taken, tried or demanded where a service is online;"
      + " --by counts instead.",
    example: "motcua stats violations --period 2020-08 --by officer"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Kỳ: TỪ..ĐẾN, một ngày, một tháng (2020-08) hoặc một năm (2020).")
  var period: PeriodArgument
  @Option(help: "Đếm theo: agency (cơ quan), officer (cán bộ) hoặc head (người đứng đầu).")
  var by: Choice<ViolationGrouping>?
  @Option(help: "Mã cơ quan.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Option(help: "Mã cán bộ.") var officer: String?
  @Flag(help: "Chỉ việc không rõ cán bộ.") var withoutOfficer = false
  @Option(help: "Mã cán bộ đứng đầu cơ quan lúc đó.") var head: String?
  @Flag(help: "Chỉ việc ở cơ quan chưa có người đứng đầu.") var withoutHead = false
  @Option(help: "Loại việc; có thể lặp lại; mặc định là mọi vi phạm.")
  var kind: [Choice<ViolationKind>] = []
  @Option(help: "Mã thủ tục.") var procedure: String?

  func run() async throws {
    try await withServer { session, client in
      let filter = self.filter(try await period.days(client))
      guard let by else {
        let request = ListViolationsRequest(filter: filter, pageSize: paging.pageSize)
        let rows = try await paging.rows(of: client.statistics.allViolations(request))
        return try session.printer.list(rows, Columns.violation)
      }
      let request = CountViolationsRequest(
        filter: filter,
        groupBy: by.value,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.statistics.allViolationGroups(request))
      try session.printer.list(rows, Columns.violationGroup)
    }
  }

  private func filter(_ period: ReportPeriod) -> ViolationFilter {
    ViolationFilter(
      period: Period(period),
      agencyCode: agency ?? "",
      includeSubordinates: subordinates,
      officerCode: officer ?? "",
      headOfficerCode: head ?? "",
      kinds: kind.map(\.value),
      procedureCode: procedure ?? "",
      withoutOfficer: withoutOfficer,
      withoutHead: withoutHead
    )
  }
}
