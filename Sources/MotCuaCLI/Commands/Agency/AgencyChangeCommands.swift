import ArgumentParser
import MotCuaClient
import RPCMessages

struct AgencyCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo một cơ quan.",
    en: "Creates an agency.",
    example: "motcua agency create 000.00.09.H10 --name 'Sở Xây dựng' --level province"
      + " --parent 000.00.00.H10"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var fields: AgencyFields
  @Argument(help: "Mã cơ quan.") var code: String

  func validate() throws {
    guard fields.name != nil, fields.level != nil else {
      throw ValidationError("Phải có --name và --level.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let created = try await client.agencies.createAgency(
        CreateAgencyRequest(
          agency: fields.agency(code, kind: .resolving),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(created, Columns.agency)
    }
  }
}

struct AgencyUpdateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "update",
    "Sửa một cơ quan: chỉ những gì được nêu mới thay đổi.",
    en: "Changes an agency: only what is named changes; --clear empties fields.",
    example: "motcua agency update 000.00.02.H10 --head CB-1 --hours 07:30-11:30,13:00-16:30"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var fields: AgencyFields
  @Argument(help: "Mã cơ quan, một trong hai dạng.") var code: String
  @Option(help: "Trường cần xóa trắng, ví dụ e_wallet; có thể lặp lại.") var clear: [String] = []

  func validate() throws {
    guard !fields.paths.isEmpty || !clear.isEmpty else {
      throw ValidationError("Phải nêu ít nhất một trường cần sửa.")
    }
    guard Set(fields.paths).isDisjoint(with: clear) else {
      throw ValidationError("Một trường không thể vừa sửa vừa xóa trắng.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let updated = try await client.agencies.updateAgency(
        UpdateAgencyRequest(
          agency: fields.agency(code),
          updateMask: GoogleProtobuf.FieldMask(paths: fields.paths + clear),
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun,
          etag: change.expected
        )
      )
      try session.printer.one(updated, Columns.agency)
    }
  }
}
