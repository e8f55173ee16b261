import ArgumentParser
import MotCuaClient

/// What every command that talks to a server or prints data takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: "Máy chủ, HOST:PORT (MOTCUA_SERVER; mặc định 127.0.0.1:7450).",
    transform: { text in
      guard let address = ServerAddress(text) else {
        throw ValidationError("'\(text)' không phải HOST:PORT.")
      }
      return address
    }
  )
  var server: ServerAddress?

  @Option(help: "Mã truy cập (MOTCUA_TOKEN).")
  var token: String?

  @Option(
    help: "Tệp chứa mã truy cập (MOTCUA_TOKEN_FILE).",
    completion: .file()
  )
  var tokenFile: String?

  @OptionGroup var security: ConnectionSecurity

  @Option(name: .shortAndLong, help: "Dạng kết quả: table, json, ndjson, csv.")
  var output: OutputFormat = .table

  @Option(help: "Ngôn ngữ: vi, en (MOTCUA_LANG; mặc định vi).")
  var lang: Language?

  @Option(help: "Thời hạn của một lời gọi, ví dụ 500ms, 30s, 2m.")
  var timeout: DurationArgument?

  @Flag(help: "Không dùng màu (NO_COLOR).")
  var noColor = false

  @Flag(help: "Ghi dấu thứ tự byte ở đầu CSV, cho bảng tính cần nó.")
  var bom = false

  /// Makes the options with their defaults.
  init() {}
}

extension OutputFormat: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {}

extension DurationArgument: ExpressibleByArgument {
  /// Reads `30s` and the like.
  init?(argument: String) { self.init(argument) }
}

extension PeriodArgument: ExpressibleByArgument {
  /// Reads `2020-05-22..2020-08-06` and the like.
  init?(argument: String) { self.init(argument) }
}
