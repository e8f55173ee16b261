import ArgumentParser
import MotCuaClient

struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "server",
    "Máy chủ.",
    en: "The server.",
    example: "motcua admin server info",
    subcommands: [ServerInfoCommand.self]
  )
}

struct ServerInfoCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "info",
    "Phiên bản, giới hạn và tình trạng của máy chủ.",
    en: "Versions, limits and state of the server.",
    example: "motcua admin server info"
  )

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try await withServer { session, client in
      let info = try await client.admin.getServerInfo(GetServerInfoRequest())
      try session.printer.one(info, Columns.serverInfo)
      guard session.printer.format == .table, !info.limits.isEmpty else { return }
      try session.printer.list(info.limits, Columns.serverLimit)
    }
  }
}
