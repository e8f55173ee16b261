import ArgumentParser
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
    ),
    transform: { text in
      guard let value = ServerTLSConfiguration.ClientCertificates(rawValue: text) else {
        throw ValidationError("'\(text)' không phải none, request hay require.")
      }
      return value
    }
  )
  var clientCertificates: ServerTLSConfiguration.ClientCertificates = .none

  @Option(
    name: .customLong("tls-client-ca"),
    help: ArgumentHelp("Tệp PEM: chứng thư gốc để kiểm tra bên gọi.", valueName: "FILE"),
    completion: .file()
  )
  var clientRoots: String?

  func validate() throws {
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--tls-certificate và --tls-key phải đi cùng nhau.")
    }
    guard certificate != nil || (clientCertificates == .none && clientRoots == nil) else {
      throw ValidationError("--tls-client-certificates và --tls-client-ca cần --tls-certificate.")
    }
    guard (clientCertificates == .none) == (clientRoots == nil) else {
      throw ValidationError("--tls-client-certificates và --tls-client-ca phải đi cùng nhau.")
    }
  }

  /// What the transport is told; nil for no encryption.
  var configuration: ServerTLSConfiguration? {
    guard let certificate, let key else { return nil }
    return ServerTLSConfiguration(
      certificateChainFile: certificate,
      privateKeyFile: key,
      clientCertificates: clientCertificates,
      clientRootsFile: clientRoots
    )
  }
}
