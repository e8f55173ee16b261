import ArgumentParser
import MotCuaClient

struct DossierEventsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "events",
    "Xem lịch sử của một hồ sơ.",
    en: "Lists the changes of one dossier.",
    example: "motcua dossier events 000.00.02.H10-200806-0001 --purpose 'Kiểm tra tiến độ'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Mục đích; không có thì không hiện ghi chú.") var purpose: String?

  func run() async throws {
    try await withServer { session, client in
      let request = ListDossierEventsRequest(
        code: code,
        purpose: purpose ?? "",
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.dossiers.allDossierEvents(request))
      try session.printer.list(rows, Columns.history)
    }
  }
}

struct DossierControlSheetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "control-sheet",
    "Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 06).",
    en: "Shows the control sheet of a dossier (form 06).",
    example: "motcua dossier control-sheet 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã hồ sơ.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let sheet = try await client.dossiers.getControlSheet(GetControlSheetRequest(code: code))
      guard options.output == .table else { return try session.printer.one(sheet, []) }
      try session.printer.list(sheet.stages, Columns.stage)
    }
  }
}

struct DossierRegisterCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "register",
    "Sổ theo dõi hồ sơ của một cơ quan (mẫu 07).",
    en: "Shows the register of an agency (form 07).",
    example: "motcua dossier register --agency 000.00.02.H10 --received 2020-08-01..2020-08-31"
      + " --purpose 'In sổ tháng 8'"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Option(help: "Mã cơ quan giải quyết.") var agency: String
  @Option(help: "Tiếp nhận trong kỳ, TỪ..ĐẾN.") var received: PeriodArgument
  @Option(help: "Mục đích xem dữ liệu cá nhân.") var purpose: String

  func run() async throws {
    try await withServer { session, client in
      let received = try await self.received.days(client)
      let request = GetRegisterRequest(
        agencyCode: agency,
        received: Period(received),
        purpose: purpose,
        pageSize: paging.pageSize
      )
      let rows = try await paging.rows(of: client.dossiers.allRegisterEntries(request))
      try session.printer.list(rows, Columns.register)
    }
  }
}

struct DossierFormCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "form",
    "Lập mẫu 01-05 của một hồ sơ: giấy tiếp nhận, yêu cầu bổ sung, từ chối, xin lỗi, dừng.",
    en: "Makes one of the forms 01-05 of a dossier.",
    example: "motcua dossier form 000.00.02.H10-200806-0001 --form receipt"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã hồ sơ.") var code: String
  @Option(help: "Mẫu.") var form = Choice(DossierFormKind.receipt)

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.getDossierForm(
        GetDossierFormRequest(code: code, form: form.value)
      )
      try session.printer.one(answer, Columns.form)
      guard options.output == .table, !answer.items.isEmpty else { return }
      try session.printer.write("\n")
      try session.printer.list(answer.items, Columns.formItem)
    }
  }
}

struct DossierReceiptCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "receipt",
    "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01).",
    en: "Shows the receipt of a dossier (form 01).",
    example: "motcua dossier receipt 000.00.02.H10-200806-0001"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã hồ sơ.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.dossiers.getReceipt(GetReceiptRequest(code: code))
      try session.printer.one(answer, Columns.form)
      guard options.output == .table, !answer.items.isEmpty else { return }
      try session.printer.write("\n")
      try session.printer.list(answer.items, Columns.formItem)
    }
  }
}
