import Foundation
import MotCuaServices
import MotCuaSettings
import RPCHTTP2
import Testing

/// A file of settings that is gone after the test.
private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  let path = NSTemporaryDirectory() + UUID().uuidString + ".json"
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

private func refusal(
  flags: [String: (text: String, flag: String)] = [:],
  environment: [String: String] = [:],
  file: String? = nil
) -> String? {
  do {
    _ = try ServerSettings(flags: flags, environment: environment, file: file)
    return nil
  } catch {
    return error.description
  }
}

@Suite("Settings")
struct SettingsTests {
  @Test("Without any setting everything is as the rooms have it")
  func defaults() throws {
    let settings = try ServerSettings()
    #expect(settings.limits.wire.connectionsMax == HTTP2ServerConfiguration().connectionsMax)
    #expect(settings.limits.services.messageBytesMax == ServiceLimits().messageBytesMax)
    #expect(settings.lines.allSatisfy { $0.source == .byDefault })
    #expect(settings.text(SettingNames.listen) == nil)
    #expect(settings.limits.services.shown.count == Limits.all.count)
  }

  @Test("Metrics' port, PINGs without calls and the backlog are settings like the others")
  func smallOnes() throws {
    let settings = try ServerSettings(
      flags: [
        "metrics.connectionsMax": ("3", "--set"),
        "keepalive.permitsPingsWithoutCalls": ("1", "--set"),
      ],
      environment: [
        "MOTCUA_SERVER_METRICS_TIMEOUT": "2s", "MOTCUA_SERVER_LISTEN_BACKLOG": "7",
        "MOTCUA_SERVER_KEEPALIVE_IDLE_PING_INTERVAL_MIN": "1h",
      ]
    )
    #expect(settings.limits.metrics.connectionsMax == 3)
    #expect(settings.limits.metrics.timeout == .seconds(2))
    #expect(settings.limits.wire.listenBacklog == 7)
    #expect(settings.limits.wire.keepalive.permitsPingsWithoutCalls)
    #expect(settings.limits.wire.keepalive.idlePingIntervalMin == .seconds(3_600))
    #expect(
      refusal(flags: ["keepalive.permitsPingsWithoutCalls": ("2", "--set")])?
        .contains("keepalive.permitsPingsWithoutCalls") == true
    )
  }

  @Test("A flag goes before the environment, that before the file, that before the default")
  func precedence() throws {
    try withFile(#"{"connectionsMax": 1, "unsentBytesMax": "2KiB", "keepalive": {"time": "3s"}}"#) {
      path in
      let settings = try ServerSettings(
        flags: ["connectionsMax": ("30", "--set")],
        environment: [
          "MOTCUA_SERVER_CONNECTIONS_MAX": "20", "MOTCUA_SERVER_UNSENT_BYTES_MAX": "20KiB",
          "MOTCUA_SERVER": "somewhere:1", "MOTCUA_TOKEN": "t",
        ],
        file: path
      )
      #expect(settings.limits.wire.connectionsMax == 30)
      #expect(settings.limits.wire.unsentBytesMax == 20 << 10)
      #expect(settings.limits.wire.keepalive.time == .seconds(3))
      let sources = Dictionary(
        uniqueKeysWithValues: settings.lines.map { ($0.name, $0.source) }
      )
      #expect(sources["connectionsMax"] == .flag("--set"))
      #expect(sources["unsentBytesMax"] == .environment("MOTCUA_SERVER_UNSENT_BYTES_MAX"))
      #expect(sources["keepalive.time"] == .file(path))
      #expect(sources["keepalive.timeout"] == .byDefault)
      #expect(settings.limits.services.shown.first?.source == .flag)
    }
  }

  @Test("Each limit takes its least and its greatest value and refuses one beyond, by every layer")
  func ranges() throws {
    for limit in Limits.all {
      let variable = variable(limit.name)
      for value in [limit.range.lowerBound, limit.range.upperBound] {
        let text = limit.text(value)
        let settings = try ServerSettings(flags: [limit.name: (text, "--set")])
        #expect(limit.value(in: settings.limits) == value, "\(limit.name)")
        let same = try ServerSettings(environment: [variable: text])
        #expect(limit.value(in: same.limits) == value, "\(variable)")
      }
      let above =
        limit.unit == .milliseconds
        ? "\(limit.range.upperBound + 1)ms" : "\(limit.range.upperBound + 1)"
      for text in [above, "-1", "", "x", "1.5", "1 ", "99999999999999999999", "1kb"] {
        let sentence = refusal(environment: [variable: text])
        let allowed = limit.rangeText
        #expect(
          sentence
            == "\(limit.name): giá trị '\(text)' (\(variable)) không hợp lệ; được phép: \(allowed).",
          "\(limit.name) \(text)"
        )
      }
      #expect((refusal(flags: [limit.name: ("none", "--set")]) == nil) == limit.mayBeNone)
    }
  }

  /// Written anew, so that a change of the rule is seen.
  private func variable(_ name: String) -> String {
    "MOTCUA_SERVER_"
      + name.replacing(/([a-z])([A-Z])/) { "\($0.output.1)_\($0.output.2)" }
      .replacing(".", with: "_").uppercased()
  }

  @Test("Values are written as they are read, in the greatest even unit")
  func texts() throws {
    let bytes = try #require(Limits.named("unsentBytesMax"))
    #expect(bytes.text(64 << 10) == "64KiB")
    #expect(bytes.text(1_500) == "1500")
    #expect(bytes.value("1024") == 1024)
    let time = try #require(Limits.named("idleTimeout"))
    #expect(time.text(1_800_000) == "30m")
    #expect(time.text(1_500) == "1500ms")
    #expect(time.text(nil) == "none")
    #expect(time.value("90s") == 90_000)
    #expect(time.value("90") == nil)
    for limit in Limits.all {
      #expect(limit.value(limit.text(limit.defaultValue)) == limit.defaultValue, "\(limit.name)")
    }
  }

  @Test("Names are not twice and cannot be mistaken for another's variable")
  func names() {
    let names = Limits.all.map(\.name) + SettingNames.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names.map { variable($0) }).count == names.count)
  }

  @Test("An unknown key is refused wherever it stands")
  func unknown() throws {
    #expect(
      refusal(flags: ["connectionMax": ("1", "--set")])?.contains("'connectionMax' (--set)") == true
    )
    #expect(
      refusal(environment: ["MOTCUA_SERVER_CONNECTION_MAX": "1"])?
        .contains("'MOTCUA_SERVER_CONNECTION_MAX'") == true
    )
    try withFile(#"{"keepalive": {"tme": "3s"}}"#) { path in
      #expect(refusal(file: path)?.contains("'keepalive.tme' (\(path))") == true)
    }
  }

  @Test(
    "A file that is no object of numbers and texts is refused",
    arguments: [
      "", "[]", "{", "1", #"{"connectionsMax": null}"#, #"{"connectionsMax": [1]}"#,
      #"{"connectionsMax": 1.5}"#, #"{"connectionsMax": {}}"#,
      #"{"idleTimeout": 30}"#,
    ]
  )
  func files(text: String) throws {
    try withFile(text) { path in
      let sentence = refusal(file: path)
      // An empty object says nothing.
      #expect((sentence?.contains(path) == true) == (text != #"{"connectionsMax": {}}"#))
    }
  }

  @Test("A file that is not there or too large is refused")
  func fileLimits() throws {
    #expect(refusal(file: "/nowhere/settings.json")?.contains("/nowhere/settings.json") == true)
    let space = String(repeating: " ", count: (1 << 20) - 2)
    try withFile("{}" + space) { #expect(refusal(file: $0) == nil) }
    try withFile("{}" + space + " ") { #expect(refusal(file: $0)?.contains("1048576") == true) }
  }

  @Test(
    "Other settings are checked too",
    arguments: [
      ("listen", "nowhere"), ("metricsListen", "0.0.0.0:9"), ("log.level", "loud"),
      ("log.format", "xml"), ("accessLog.scope", "some"), ("tls.clientCertificates", "maybe"),
      ("data", ""),
    ]
  )
  func others(name: String, text: String) {
    let sentence = refusal(flags: [name: (text, "--\(name)")])
    #expect(sentence?.hasPrefix("\(name): giá trị '\(text)' (--\(name)) không hợp lệ") == true)
  }
}
