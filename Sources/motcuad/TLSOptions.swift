import ArgumentParser
import MotCuaSettings
import RPCHTTP2

/// How the server encrypts.
struct TLSOptions: ParsableArguments {
  @Option(
    name: .customLong("tls-certificate"),
    help: ArgumentHelp(
      "Tệp PEM: chứng thư của máy chủ và các chứng thư trung gian; bật mã hóa TLS.",
      valueName: "FILE"
    ),
    completion: .file()
  )
  var certificate: String?

  @Option(
    name: .customLong("tls-key"),
    help: ArgumentHelp("Tệp PEM: khóa riêng của chứng thư, không mật khẩu.", valueName: "FILE"),
    completion: .file()
  )
  var key: String?

  @Option(
    name: .customLong("tls-client-certificates"),
    help: ArgumentHelp(
      "Chứng thư của bên gọi: none không hỏi, request hỏi, require bắt buộc.",
      valueName: "none|request|require"
    )
  )
  var clientCertificates: String?

  @Option(
    name: .customLong("tls-client-ca"),
    help: ArgumentHelp("Tệp PEM: chứng thư gốc để kiểm tra bên gọi.", valueName: "FILE"),
    completion: .file()
  )
  var clientRoots: String?
}

extension ServerSettings {
  /// What the transport is told of encryption; nil for none.
  ///
  /// - Throws: `ValidationError` if the settings do not fit together.
  func tls() throws -> ServerTLSConfiguration? {
    let certificate = text(SettingNames.tlsCertificate)
    let key = text(SettingNames.tlsKey)
    let roots = text(SettingNames.tlsClientRoots)
    let asked =
      text(SettingNames.tlsClientCertificates)
      .flatMap { ServerTLSConfiguration.ClientCertificates(rawValue: $0) } ?? .none
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--tls-certificate và --tls-key phải đi cùng nhau.")
    }
    guard certificate != nil || (asked == .none && roots == nil) else {
      throw ValidationError("--tls-client-certificates và --tls-client-ca cần --tls-certificate.")
    }
    guard (asked == .none) == (roots == nil) else {
      throw ValidationError("--tls-client-certificates và --tls-client-ca phải đi cùng nhau.")
    }
    guard let certificate, let key else { return nil }
    return ServerTLSConfiguration(
      certificateChainFile: certificate,
      privateKeyFile: key,
      clientCertificates: asked,
      clientRootsFile: roots
    )
  }
}
