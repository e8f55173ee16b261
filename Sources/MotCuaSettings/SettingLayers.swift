import Configuration
import Foundation

/// The three layers above the defaults: flags, then the environment, then a file.
struct SettingLayers {
  /// What variables of the server's settings begin with; those of the tool do not.
  static let variablePrefix = "MOTCUA_SERVER_"
  /// A file of settings is not larger.
  static let fileBytesMax = 1 << 20

  private let flags: InMemoryProvider
  private let flagNames: [String: String]
  private let environment: EnvironmentVariablesProvider
  private let variables: [String]
  private let file: (path: String, snapshot: JSONSnapshot, names: [String])?

  /// Takes what each layer says; `flags` has for each name the value and the flag that set it.
  init(
    flags: [String: (text: String, flag: String)],
    environment: [String: String],
    file path: String?
  ) throws(SettingsError) {
    self.flags = InMemoryProvider(
      name: "flags",
      values: Dictionary(
        uniqueKeysWithValues: flags.map { name, value in
          (Self.key(name), ConfigValue(.string(value.text), isSecret: false))
        }
      )
    )
    flagNames = flags.mapValues(\.flag)
    self.environment = EnvironmentVariablesProvider(environmentVariables: environment)
    variables = environment.keys.filter { $0.hasPrefix(Self.variablePrefix) }.sorted()
    file = try path.map { (path) throws(SettingsError) in try Self.read(path) }
  }

  private static func key(_ name: String) -> AbsoluteConfigKey {
    AbsoluteConfigKey(name.split(separator: ".").map(String.init))
  }

  /// The variable that sets a name: `keepalive.pingIntervalMin` is
  /// `MOTCUA_SERVER_KEEPALIVE_PING_INTERVAL_MIN`.
  static func variable(_ name: String) -> String {
    var text = variablePrefix
    var previous: Character = "."
    for character in name {
      if character.isUppercase, previous.isLowercase { text += "_" }
      text += character == "." ? "_" : character.uppercased()
      previous = character
    }
    return text
  }

  /// The text that the strongest layer has for a name, with the layer.
  func text(_ name: String) throws(SettingsError) -> (text: String, source: SettingSource)? {
    if let flag = flagNames[name], let text = Self.text(flags, Self.key(name)) {
      return (text, .flag(flag))
    }
    let variable = Self.variable(name)
    if let text = Self.text(environment, Self.key("motcua.server." + name)) {
      return (text, .environment(variable))
    }
    guard let file, file.names.contains(name) else { return nil }
    guard let text = Self.text(file.snapshot, Self.key(name)) else {
      throw .wrongValue(name, "…", .file(file.path), allowed: "một số hoặc một chuỗi")
    }
    return (text, .file(file.path))
  }

  /// Names in the layers that are not among those that there are.
  func checkNames(_ names: Set<String>) throws(SettingsError) {
    for (name, flag) in flagNames where !names.contains(name) {
      throw .unknownKey(name, .flag(flag))
    }
    let known = Set(names.map { Self.variable($0) })
    for variable in variables where !known.contains(variable) {
      throw .unknownKey(variable, .environment(variable))
    }
    guard let file else { return }
    for name in file.names where !names.contains(name) {
      throw .unknownKey(name, .file(file.path))
    }
  }

  private static func text(_ provider: some ConfigProvider, _ key: AbsoluteConfigKey) -> String? {
    // Neither layer can fail to give a text.
    guard let result = try? provider.value(forKey: key, type: .string) else { return nil }
    guard case .string(let text)? = result.value?.content else { return nil }
    return text
  }

  /// The text of a string or a whole number; nil for anything else, such as a list.
  private static func text(_ snapshot: JSONSnapshot, _ key: AbsoluteConfigKey) -> String? {
    // A type other than the one asked for is an error, and then the next is asked for.
    if let result = try? snapshot.value(forKey: key, type: .string),
      case .string(let text)? = result.value?.content
    {
      return text
    }
    if let result = try? snapshot.value(forKey: key, type: .int),
      case .int(let number)? = result.value?.content
    {
      return String(number)
    }
    return nil
  }

  private static func read(
    _ path: String
  ) throws(SettingsError) -> (path: String, snapshot: JSONSnapshot, names: [String]) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .file(path, "không đọc được")
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: fileBytesMax + 1) else {
      throw .file(path, "không đọc được")
    }
    guard data.count <= fileBytesMax else {
      throw .file(path, "lớn hơn \(fileBytesMax) byte")
    }
    guard let object = try? JSONSerialization.jsonObject(with: data),
      let settings = object as? [String: Any],
      let snapshot = try? JSONSnapshot(
        data: Array(data).span.bytes,
        providerName: path,
        parsingOptions: .default
      )
    else { throw .file(path, "không phải là một đối tượng JSON gồm số và chuỗi") }
    return (path, snapshot, names(settings, prefix: ""))
  }

  /// The names of all values, with dots between the names of nested objects.
  private static func names(_ settings: [String: Any], prefix: String) -> [String] {
    settings.sorted { $0.key < $1.key }.flatMap { key, value in
      if let nested = value as? [String: Any] { return names(nested, prefix: prefix + key + ".") }
      return [prefix + key]
    }
  }
}
