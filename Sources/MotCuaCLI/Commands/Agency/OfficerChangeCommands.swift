import ArgumentParser
import MotCuaClient
import RPCMessages

struct OfficerGetCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "get",
    "Xem một cán bộ.",
    en: "Shows one officer.",
    example: "motcua officer get CB-001"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã cán bộ.") var code: String

  func run() async throws {
    try await withServer { session, client in
      let officer = try await client.agencies.getOfficer(GetOfficerRequest(code: code))
      try session.printer.one(officer, Columns.officer)
      if options.output == .table, !officer.postings.isEmpty {
        try session.printer.write("\n")
        try session.printer.list(officer.postings, Columns.posting)
      }
    }
  }
}

struct OfficerUpdateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "update",
    "Sửa một cán bộ: chỉ những gì được nêu mới thay đổi.",
    en: "Changes an officer: only what is named changes.",
    example: "motcua officer update CB-001 --head"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã cán bộ.") var code: String
  @Option(help: "Họ và tên.") var name: String?
  @Option(help: "Mã cơ quan công tác.") var agency: String?
  @Flag(inversion: .prefixedNo, help: "Là người đứng đầu cơ quan.") var head: Bool?

  private var paths: [String] {
    [("name", name != nil), ("agency_code", agency != nil), ("head", head != nil)]
      .filter(\.1).map(\.0)
  }

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Phải nêu ít nhất một trường cần sửa.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let officer = Officer(
        code: code,
        name: name ?? "",
        agencyCode: agency ?? "",
        head: head ?? false
      )
      let updated = try await client.agencies.updateOfficer(
        UpdateOfficerRequest(
          officer: officer,
          updateMask: GoogleProtobuf.FieldMask(paths: paths),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(updated, Columns.officer)
    }
  }
}

struct OfficerPostCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "post",
    "Phân công, điều động cán bộ.",
    en: "Posts an officer; --replace ends the earlier postings the day before.",
    example: "motcua officer post CB-001 --agency 000.00.03.H10 --duty resolution"
      + " --from 2026-01-01 --replace"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Mã cán bộ.") var code: String
  @Option(help: "Mã cơ quan.") var agency: String
  @Option(help: "Nhiệm vụ; có thể lặp lại.") var duty: [Choice<Duty>]
  @Option(help: "Ngày đầu (YYYY-MM-DD).") var from: DayArgument?
  @Option(help: "Ngày cuối (YYYY-MM-DD).") var to: DayArgument?
  @Flag(help: "Kết thúc các phân công trước đó vào ngày liền trước.") var replace = false

  func run() async throws {
    try await withServer { session, client in
      let posted = try await client.agencies.postOfficer(
        PostOfficerRequest(
          code: code,
          postings: duty.map {
            Posting(
              agencyCode: agency,
              duty: $0.value,
              validFrom: from?.message,
              validTo: to?.message
            )
          },
          endsEarlier: replace,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(posted, Columns.officer)
    }
  }
}
