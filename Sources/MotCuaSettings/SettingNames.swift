import MotCuaServices
import RPCHTTP2
import RPCTelemetry

/// The settings that are no limits.
package enum SettingNames {
  /// The data folder.
  package static let data = "data"
  /// Where calls come in.
  package static let listen = "listen"
  /// Where metrics are read.
  package static let metricsListen = "metricsListen"
  /// The least level that is logged.
  package static let logLevel = "log.level"
  /// How log lines are written.
  package static let logFormat = "log.format"
  /// Which calls are logged.
  package static let accessLog = "accessLog.scope"
  /// The server's certificate.
  package static let tlsCertificate = "tls.certificate"
  /// Its key.
  package static let tlsKey = "tls.key"
  /// What is asked of callers.
  package static let tlsClientCertificates = "tls.clientCertificates"
  /// The roots of callers.
  package static let tlsClientRoots = "tls.clientCA"

  /// The levels of logs.
  package static let logLevels = ["debug", "info", "notice", "warning", "error"]
  /// The formats of logs.
  package static let logFormats = ["text", "json"]

  /// All of them, in the order in which they are shown.
  package static let all: [Setting] = [
    path(data, default: "$XDG_DATA_HOME/motcua"),
    Setting(listen, default: "127.0.0.1:7450", "HOST:PORT") { ListenAddress($0) != nil },
    Setting(metricsListen, default: "", "HOST:PORT của máy này") {
      ListenAddress($0)?.isLoopback == true
    },
    choice(logLevel, default: "info", logLevels),
    choice(logFormat, default: "text", logFormats),
    choice(
      accessLog,
      default: AccessLogConfiguration().scope.rawValue,
      AccessLogConfiguration.Scope.allCases.map(\.rawValue)
    ),
    path(tlsCertificate), path(tlsKey),
    choice(tlsClientCertificates, default: "none", ["none", "request", "require"]),
    path(tlsClientRoots),
  ]

  private static func path(_ name: String, default defaultText: String = "") -> Setting {
    Setting(name, default: defaultText, "đường dẫn") { !$0.isEmpty }
  }

  private static func choice(
    _ name: String,
    default defaultText: String,
    _ choices: [String]
  ) -> Setting {
    Setting(name, default: defaultText, choices.joined(separator: "|")) { choices.contains($0) }
  }
}
