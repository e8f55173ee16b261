import ArgumentParser
import MotCuaServices

/// The server's program.
@main
struct Motcuad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "motcuad",
    abstract: "Máy chủ Một Cửa: tiếp nhận, giải quyết và thống kê hồ sơ thủ tục hành chính.",
    version: ProductVersion.text,
    subcommands: [
      ServeCommand.self, ConfigCommand.self, RestoreCommand.self, SampleCommand.self,
    ],
    defaultSubcommand: ServeCommand.self
  )
}
