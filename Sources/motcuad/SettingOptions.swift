import ArgumentParser
import Foundation
import MotCuaServices
import MotCuaSettings

/// What the server is told on the command line; the environment and a file stand behind it.
struct SettingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tệp thiết lập JSON. Thứ tự ưu tiên: tham số, biến MOTCUA_SERVER_*, tệp, mặc định.",
      valueName: "FILE"
    ),
    completion: .file()
  )
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Đặt một giới hạn hoặc thiết lập, ví dụ --set connectionsMax=500; dùng được nhiều lần.",
      valueName: "NAME=VALUE"
    )
  )
  var assignments: [String] = []

  @OptionGroup var data: DataOption

  @Option(
    help: ArgumentHelp(
      "Địa chỉ lắng nghe, mặc định 127.0.0.1:7450; cổng 0 để hệ thống tự chọn.",
      valueName: "HOST:PORT"
    )
  )
  var listen: String?

  @Option(
    name: .customLong("metrics-listen"),
    help: ArgumentHelp(
      "Địa chỉ của máy này để đọc số liệu Prometheus (GET /metrics); mặc định tắt.",
      valueName: "HOST:PORT"
    )
  )
  var metricsListen: String?

  @Option(
    name: .customLong("commit-group"),
    help: ArgumentHelp(
      "Số thay đổi nhiều nhất được ghi chung trong một lần ghi bền vững (store.groupCommandsMax).",
      valueName: "N"
    )
  )
  var commitGroup: String?

  @Option(
    name: .customLong("log-level"),
    help: ArgumentHelp(
      "Mức nhật ký, mặc định info.",
      valueName: SettingNames.logLevels.joined(separator: "|")
    )
  )
  var logLevel: String?

  @Option(
    name: .customLong("log-format"),
    help: ArgumentHelp("Dạng nhật ký, mặc định text.", valueName: "text|json")
  )
  var logFormat: String?

  @Option(
    name: .customLong("access-log"),
    help: ArgumentHelp(
      "Ghi nhật ký lời gọi: không, chỉ lời gọi lỗi hoặc chậm (mặc định), tất cả.",
      valueName: "off|failures|all"
    )
  )
  var accessLog: String?

  @OptionGroup(title: "TLS") var tls: TLSOptions

  /// Everything in force.
  ///
  /// - Throws: `ValidationError` with the sentence of what is wrong.
  func settings(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ServerSettings {
    do {
      return try ServerSettings(flags: try flags(), environment: environment, file: config)
    } catch let error as SettingsError {
      throw ValidationError(error.description)
    }
  }

  private func flags() throws -> [String: (text: String, flag: String)] {
    let named: [(name: String, flag: String, text: String?)] = [
      (SettingNames.data, "--data", data.path),
      (SettingNames.listen, "--listen", listen),
      (SettingNames.metricsListen, "--metrics-listen", metricsListen),
      ("store.groupCommandsMax", "--commit-group", commitGroup),
      (SettingNames.logLevel, "--log-level", logLevel),
      (SettingNames.logFormat, "--log-format", logFormat),
      (SettingNames.accessLog, "--access-log", accessLog),
      (SettingNames.tlsCertificate, "--tls-certificate", tls.certificate),
      (SettingNames.tlsKey, "--tls-key", tls.key),
      (SettingNames.tlsClientCertificates, "--tls-client-certificates", tls.clientCertificates),
      (SettingNames.tlsClientRoots, "--tls-client-ca", tls.clientRoots),
    ]
    var flags: [String: (text: String, flag: String)] = [:]
    for (name, flag, text) in named {
      if let text { flags[name] = (text, flag) }
    }
    for assignment in assignments {
      guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex,
        flags[String(assignment[..<equals])] == nil
      else { throw SettingsError.flag(assignment) }
      let text = String(assignment[assignment.index(after: equals)...])
      flags[String(assignment[..<equals])] = (text, "--set")
    }
    return flags
  }
}

extension ServerSettings {
  /// The data folder that is named, or the usual one.
  func folder() throws -> DataFolder {
    var option = DataOption()
    option.path = text(SettingNames.data)
    return try option.folder()
  }

  /// Where calls come in.
  var listen: ListenAddress {
    text(SettingNames.listen).flatMap { ListenAddress($0) }
      ?? ListenAddress(host: "127.0.0.1", port: 7450)
  }

  /// Where metrics are read; nil for nowhere.
  var metricsListen: ListenAddress? {
    text(SettingNames.metricsListen).flatMap { ListenAddress($0) }
  }
}
