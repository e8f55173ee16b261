import ArgumentParser
import MotCuaClient

/// How the tool's connection is encrypted.
struct ConnectionSecurity: ParsableArguments {
  @Flag(name: .customLong("tls"), help: "Mã hóa kết nối bằng TLS (MOTCUA_TLS=1).")
  var isWanted = false

  @Option(
    name: .customLong("tls-ca"),
    help: ArgumentHelp(
      "Tệp PEM: chứng thư gốc để kiểm tra máy chủ (MOTCUA_TLS_CA); mặc định của hệ thống.",
      valueName: "FILE"
    ),
    completion: .file()
  )
  var roots: String?

  @Option(
    name: .customLong("tls-server-name"),
    help: "Tên mà chứng thư của máy chủ phải mang (MOTCUA_TLS_SERVER_NAME)."
  )
  var serverName: String?

  @Option(
    name: .customLong("tls-certificate"),
    help: ArgumentHelp(
      "Tệp PEM: chứng thư của bên gọi (MOTCUA_TLS_CERTIFICATE).",
      valueName: "FILE"
    ),
    completion: .file()
  )
  var certificate: String?

  @Option(
    name: .customLong("tls-key"),
    help: ArgumentHelp("Tệp PEM: khóa riêng của bên gọi (MOTCUA_TLS_KEY).", valueName: "FILE"),
    completion: .file()
  )
  var key: String?

  @Flag(
    name: .customLong("plaintext"),
    help: "Gửi mã truy cập không mã hóa đến máy khác (MOTCUA_PLAINTEXT=1)."
  )
  var allowsPlaintext = false

  /// What the SDK is told; nil for no encryption.
  ///
  /// Options go before the environment.
  func configuration(_ variables: [String: String]) -> ClientTLSConfiguration? {
    func value(_ option: String?, _ name: String) -> String? {
      option ?? variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let tls = ClientTLSConfiguration(
      rootsFile: value(roots, "MOTCUA_TLS_CA"),
      serverName: value(serverName, "MOTCUA_TLS_SERVER_NAME"),
      certificateChainFile: value(certificate, "MOTCUA_TLS_CERTIFICATE"),
      privateKeyFile: value(key, "MOTCUA_TLS_KEY")
    )
    let isAsked = isWanted || variables["MOTCUA_TLS"] == "1"
    return isAsked || tls != ClientTLSConfiguration() ? tls : nil
  }

  /// Refuses to send a token for all to read, unless that is asked for.
  ///
  /// - Throws: ``ToolError`` of kind usage.
  func check(
    _ server: ServerAddress,
    _ tls: ClientTLSConfiguration?,
    token: String?,
    _ variables: [String: String]
  ) throws {
    guard token != nil, tls == nil, !server.isLoopback, !allowsPlaintext,
      variables["MOTCUA_PLAINTEXT"] != "1"
    else { return }
    throw ToolError.usage(
      "Mã truy cập sẽ đi qua mạng mà không mã hóa; hãy thêm --tls, hoặc --plaintext nếu mạng đã được bảo vệ.",
      en:
        "The token would cross the network unencrypted; add --tls, or --plaintext on a safe network."
    )
  }
}
