import ArgumentParser
import MotCuaClient

struct StatsTargetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "target",
    "Chỉ tiêu và tiến độ thực hiện.",
    en: "Targets and how far they have come.",
    example: "motcua stats target progress",
    subcommands: [
      TargetProgressCommand.self, TargetListCommand.self, TargetSetCommand.self,
    ]
  )
}

struct TargetListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê chỉ tiêu, kể cả của Nghị quyết 17/NQ-CP.",
    en: "Lists targets, those of Resolution 17/NQ-CP too.",
    example: "motcua stats target list"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions

  func run() async throws {
    try await withServer { session, client in
      let rows = try await paging.rows(
        of: client.statistics.allTargets(ListTargetsRequest(pageSize: paging.pageSize))
      )
      try session.printer.list(rows, Columns.target)
    }
  }
}

struct TargetProgressCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "progress",
    "Tiến độ từng chỉ tiêu: tử số, mẫu số, đạt hay chưa, còn thiếu bao nhiêu.",
    en: "Measures targets: numerator, denominator, met or missed, and by how many.",
    example: "motcua stats target progress --as-of 2020-08-31"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Argument(help: "Mã chỉ tiêu; bỏ trống: tất cả.") var code: String?
  @Option(help: "Tính đến hết ngày này (YYYY-MM-DD).") var asOf: DayArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này.") var knownAt: Int64 = 0
  @OptionGroup var recorded: RecordedOptions

  func run() async throws {
    try await withServer { session, client in
      let request = GetTargetProgressRequest(
        code: code ?? "",
        asOf: asOf?.message,
        pageSize: paging.pageSize,
        knownAt: knownAt,
        recordedBy: recorded.recordedBy?.message
      )
      let rows = try await paging.rows(of: client.statistics.allTargetProgress(request))
      try session.printer.list(rows, Columns.targetProgress)
    }
  }
}

struct TargetSetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "set",
    "Đặt hoặc sửa một chỉ tiêu của địa phương.",
    en: "Sets a local target, or changes one.",
    example: "motcua stats target set BP-2020-ONLINE --title 'Hồ sơ trực tuyến mức độ 3, 4'"
      + " --metric online_of_level34 --at-least 60 --from 2020-01-01 --deadline 2020-12-31"
      + " --basis 'Kế hoạch 137/KH-UBND'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var scope: ScopeOptions
  @Argument(help: "Mã chỉ tiêu.") var code: String
  @Option(help: "Nội dung.") var title: String
  @Option(help: "Số đo, ví dụ online_of_level34, on_time, level4, reported.PORTALS_MOBILE.")
  var metric: String
  @Option(help: "Đạt khi từ mức này trở lên, phần trăm.") var atLeast: Double?
  @Option(help: "Đạt khi không quá mức này, phần trăm.") var atMost: Double?
  @Option(help: "Ngày đầu được tính.") var from: DayArgument
  @Option(help: "Hạn.") var deadline: DayArgument
  @Option(help: "Căn cứ.") var basis: String

  func validate() throws {
    try scope.refuseStructure()
    guard (atLeast == nil) != (atMost == nil) else {
      throw ValidationError("Phải có đúng một trong --at-least và --at-most.")
    }
    guard (0...100).contains(atLeast ?? atMost ?? 0) else {
      throw ValidationError("Mức từ 0 đến 100 phần trăm.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let target = Target(
        code: code,
        title: title,
        metric: metric,
        comparator: atMost == nil ? .atLeast : .atMost,
        basisPoints: Int32(((atLeast ?? atMost ?? 0) * 100).rounded()),
        agencyCode: scope.agency ?? "",
        includeSubordinates: scope.subordinates,
        level: scope.level?.value ?? .unspecified,
        from: from.message,
        deadline: deadline.message,
        legalBasis: basis
      )
      let set = try await client.statistics.setTarget(
        SetTargetRequest(
          target: target,
          etag: change.expected,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(set, Columns.target)
    }
  }
}
