import ArgumentParser
import MotCuaClient

struct AgencyGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một hay nhiều cơ quan.",
    en: "Shows one agency or several.",
    example: "motcua agency get 000.00.00.H10"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng; nhiều mã thì lấy cùng lúc.")
  var codes: [String]

  func validate() throws {
    guard !codes.isEmpty else { throw ValidationError("Thiếu mã cơ quan.") }
  }

  func run() async throws {
    try await withServer { session, client in
      if codes.count == 1 {
        let agency = try await client.agencies.getAgency(GetAgencyRequest(code: codes[0]))
        return try session.printer.one(agency, Columns.agency)
      }
      let answer = try await client.agencies.batchGetAgencies(
        BatchGetAgenciesRequest(codes: codes)
      )
      try session.printer.list(answer.agencies, Columns.agency)
    }
  }
}

struct AgencyHistoryCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "history",
    "Xem các lần thay đổi của một cơ quan, mới nhất trước.",
    en: "Lists the changes of an agency, the youngest first.",
    example: "motcua agency history 000.00.02.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let request = GetAgencyHistoryRequest(code: code, pageSize: paging.pageSize)
      let rows = try await paging.rows(of: client.agencies.allAgencyChanges(request))
      try session.printer.list(rows, Columns.agencyChange)
    }
  }
}
