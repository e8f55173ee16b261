import ArgumentParser
import MotCuaClient

struct DossierGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một hồ sơ.",
    en: "Shows one dossier.",
    example: "motcua dossier get 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Mục đích xem đầy đủ; nếu có thì xem cả lịch sử và dữ liệu cá nhân.")
  var purpose: String?

  func run() async throws {
    try await withServer { session, client in
      let dossier = try await client.dossiers.getDossier(
        GetDossierRequest(
          code: code,
          view: purpose == nil ? .basic : .full,
          purpose: purpose ?? ""
        )
      )
      try session.printer.one(dossier, Columns.dossier)
      guard options.output == .table, !dossier.history.isEmpty else { return }
      try session.printer.write("\n")
      try session.printer.list(dossier.history, Columns.history)
    }
  }
}

struct DossierListCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "list",
    "Liệt kê hồ sơ.",
    en: "Lists dossiers.",
    example: """
      motcua dossier list --agency 000.00.02.H10 --state received --order due
        motcua dossier list --name "nguyễn văn a" --order applicant-name
        motcua dossier list --phone 0912345678
        motcua dossier list --agency 000.00.02.H10 --due-in-days 2
      """
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã cơ quan giải quyết.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Flag(help: "Kể cả cơ quan cũ mà cơ quan này kế thừa.") var predecessors = false
  @Option(help: "Mã thủ tục.") var procedure: String?
  @Option(help: "Trạng thái; có thể lặp lại.") var state: [Choice<DossierState>] = []
  @Option(help: "Kênh nộp.") var channel: Choice<Channel>?
  @Option(help: "Nộp trong kỳ, TỪ..ĐẾN.") var submitted: PeriodArgument?
  @Option(help: "Tiếp nhận trong kỳ, TỪ..ĐẾN.") var received: PeriodArgument?
  @Flag(help: "Chỉ hồ sơ quá hạn.") var overdue = false
  @Option(help: "Đến hạn vào hoặc trước ngày này (YYYY-MM-DD).") var dueBy: DayArgument?
  @Option(help: "Chưa trễ, đến hạn trong số ngày làm việc này, kể từ hôm nay.")
  var dueInDays: Int32?
  @Option(help: "Chưa trễ, đến hạn trong số giờ này.") var dueInHours: Int32?
  @Option(name: .customLong("id"), help: "Số giấy tờ của chủ hồ sơ.") var identityNumber: String?
  @Option(help: "Số điện thoại của chủ hồ sơ.") var phone: String?
  @Option(help: "Các từ liền nhau trong tên chủ hồ sơ; không cần dấu, từ cuối có thể viết thiếu.")
  var name: String?
  @Option(
    help: """
      Mã hồ sơ ở đây hoặc ở hệ thống khác, mã thủ tục, hoặc các từ liền nhau trong tên chủ hồ sơ, tên thủ \
      tục hay lĩnh vực.
      """
  )
  var text: String?
  @Option(help: "Mã hồ sơ ở hệ thống khác, như Cổng Dịch vụ công quốc gia.")
  var externalCode: String?
  @Option(help: "Hệ thống khác, nơi hồ sơ được lập.") var externalSource: String?
  @Option(help: "Thứ tự: submitted, due, applicant-name, received.") var order:
    Choice<DossierOrder>?

  func run() async throws {
    try await withServer { session, client in
      let request = self.request(
        try await submitted.period(client),
        try await received.period(client)
      )
      let rows = try await paging.rows(of: client.dossiers.allDossiers(request))
      try session.printer.list(rows, Columns.dossier)
    }
  }

  private func request(_ submitted: Period?, _ received: Period?) -> ListDossiersRequest {
    ListDossiersRequest(
      agencyCode: agency ?? "",
      includeSubordinates: subordinates,
      procedureCode: procedure ?? "",
      states: state.map(\.value),
      channel: channel?.value ?? .unspecified,
      submitted: submitted,
      received: received,
      overdueOnly: overdue,
      dueBy: dueBy?.message,
      applicantIdentityNumber: identityNumber ?? "",
      externalSource: externalSource ?? "",
      externalCode: externalCode ?? "",
      order: order?.value ?? .unspecified,
      pageSize: paging.pageSize,
      includePredecessors: predecessors,
      applicantPhone: phone ?? "",
      applicantName: name ?? "",
      dueWithinWorkingDays: dueInDays ?? 0,
      dueWithinHours: dueInHours ?? 0,
      text: text ?? ""
    )
  }
}

struct DossierTrackCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "track",
    "Tra cứu tình trạng hồ sơ; không cần mã truy cập.",
    en: "Tells how far a dossier is; needs no token.",
    example: "motcua dossier track 000.00.02.H10-200806-0001 --id-suffix 1234"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Bốn ký tự cuối của số giấy tờ chủ hồ sơ.") var idSuffix: String

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.trackDossier(
        TrackDossierRequest(code: code, identitySuffix: idSuffix)
      )
      try session.printer.one(answer, Columns.track)
    }
  }
}

struct DossierExportCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "export",
    "Xuất hồ sơ, không có dữ liệu cá nhân; dòng nào đến ghi ngay dòng đó (csv, ndjson).",
    en: "Exports dossiers without personal data, row by row as they arrive (csv, ndjson).",
    example: "motcua dossier export --submitted 2020-05-22..2020-08-06 -o csv > ho-so.csv"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Mã cơ quan giải quyết.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Flag(help: "Kể cả cơ quan cũ mà cơ quan này kế thừa.") var predecessors = false
  @Option(help: "Nộp trong kỳ, TỪ..ĐẾN.") var submitted: PeriodArgument?

  func run() async throws {
    try await withServer { session, client in
      let submitted = try await self.submitted.period(client)
      let responses = try await client.dossiers.exportDossiers(
        ExportDossiersRequest(
          agencyCode: agency ?? "",
          includeSubordinates: subordinates,
          submitted: submitted,
          includePredecessors: predecessors
        )
      )
      try await write(responses, session.printer)
    }
  }

  /// A table and a JSON document must know all rows before the first; the others never hold more
  /// than one message.
  private func write(
    _ responses: ResponseMessages<ExportDossiersResponse>,
    _ printer: Printer
  ) async throws {
    var kept: [ExportedDossier] = []
    if printer.format == .csv { try printer.csvHeader(Columns.exported) }
    for try await response in responses {
      switch printer.format {
      case .csv: try printer.csv(response.dossiers, Columns.exported)
      case .ndjson: try printer.ndjson(response.dossiers)
      case .table, .json: kept += response.dossiers
      }
    }
    if printer.format == .table || printer.format == .json {
      try printer.list(kept, Columns.exported)
    }
  }
}
