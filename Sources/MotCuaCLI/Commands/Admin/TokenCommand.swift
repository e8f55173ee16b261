import ArgumentParser
import MotCuaClient
import RPCMessages

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "token",
    "Mã truy cập.",
    en: "Bearer tokens.",
    example: "motcua admin token create --kind officer --agency 000.00.02.H10 --duty RECEPTION",
    subcommands: [TokenCreateCommand.self, TokenRevokeCommand.self]
  )
}

struct TokenCreateCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "create",
    "Tạo mã truy cập, chỉ hiện một lần; tạo luôn chủ thể nếu không có --principal.",
    en: "Creates a token and shows it this once; makes its principal unless --principal names one."
      + " In a table the output is the secret alone.",
    example: "motcua admin token create --kind officer --agency 000.00.02.H10 --duty RECEPTION"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Mã chủ thể đã có.") var principal: String?
  @OptionGroup var content: PrincipalOptions
  @Option(help: "Số ngày hiệu lực, nhiều nhất 366; mặc định 90.") var days: Int64?

  func validate() throws {
    guard (principal == nil) != (content.kind == nil) else {
      throw ValidationError("Cần đúng một trong hai: --principal hoặc --kind.")
    }
    guard days.map({ (1...366).contains($0) }) ?? true else {
      throw ValidationError("--days từ 1 đến 366.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let answer = try await client.admin.createToken(
        CreateTokenRequest(
          principalId: try await principalID(client),
          ttl: days.map { GoogleProtobuf.Duration(seconds: $0 * 86_400) }
        )
      )
      guard options.output == .table else {
        return try session.printer.one(answer, Columns.newToken)
      }
      try session.printer.write(answer.secret + "\n")
      guard let token = answer.token else { return }
      let expiry = token.expireTime.cell(\.cell)
      try session.note(
        Phrase(
          "Mã \(token.id), hết hạn \(expiry.text(for: .vietnamese)); chỉ hiện một lần.",
          en: "Token \(token.id), expires \(expiry.text(for: .english)); shown this once."
        )
      )
    }
  }

  /// The principal that is named, or one that is made for the token.
  private func principalID(_ client: MotCuaClient) async throws -> String {
    if let principal { return principal }
    let request = CreatePrincipalRequest(principal: content.principal)
    return try await client.admin.createPrincipal(request).id
  }
}

struct TokenRevokeCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "revoke",
    "Thu hồi một mã truy cập theo mã số của nó.",
    en: "Revokes a token by its id.",
    example: "motcua admin token revoke 0190f0c2-…"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Argument(help: "Mã số của mã truy cập.") var id: String

  func run() async throws {
    try await withServer { session, client in
      let token = try await client.admin.revokeToken(
        RevokeTokenRequest(
          tokenId: id,
          requestId: mutation.identifier,
          validateOnly: mutation.dryRun
        )
      )
      try session.printer.one(token, Columns.token)
    }
  }
}
