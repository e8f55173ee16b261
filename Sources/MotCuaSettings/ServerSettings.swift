import MotCuaServices
import MotCuaStore
import RPCHTTP2

/// What the server is told: every limit and every other setting, with where each comes from.
package struct ServerSettings: Sendable {
  /// A setting in force.
  package struct Line: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The value as people write it; empty if there is none.
    package let text: String
    /// Where it comes from.
    package let source: SettingSource
  }

  /// The limits in force.
  package private(set) var limits = ServerLimits()
  /// Everything in force, limits last.
  package private(set) var lines: [Line] = []
  private var texts: [String: String] = [:]
  private var sources: [String: SettingSource] = [:]

  /// Reads the layers: a flag goes before the environment, that before the file, that before the
  /// default.
  ///
  /// - Throws: the first thing that is wrong, in the order of the table.
  package init(
    flags: [String: (text: String, flag: String)] = [:],
    environment: [String: String] = [:],
    file: String? = nil
  ) throws(SettingsError) {
    let layers = try SettingLayers(flags: flags, environment: environment, file: file)
    try layers.checkNames(Set(SettingNames.all.map(\.name) + Limits.all.map(\.name)))
    for setting in SettingNames.all { try read(setting, layers) }
    for limit in Limits.all { try read(limit, layers) }
    // What two rooms must agree on is set once.
    limits.services.messageBytesMax = limits.wire.receivedMessageBytesMax
    limits.services.writeQueueMax = limits.store.waitingCommandsMax
    limits.services.shown = Limits.all.map { shown($0) }
  }

  private mutating func read(_ setting: Setting, _ layers: SettingLayers) throws(SettingsError) {
    guard let (text, source) = try layers.text(setting.name) else {
      lines.append(Line(name: setting.name, text: setting.defaultText, source: .byDefault))
      return
    }
    guard setting.allows(text) else {
      throw .wrongValue(setting.name, text, source, allowed: setting.allowed)
    }
    texts[setting.name] = text
    lines.append(Line(name: setting.name, text: text, source: source))
  }

  private mutating func read(_ limit: Limit, _ layers: SettingLayers) throws(SettingsError) {
    var source = SettingSource.byDefault
    if let (text, layer) = try layers.text(limit.name) {
      guard let value = limit.value(text) else {
        throw .wrongValue(limit.name, text, layer, allowed: limit.rangeText)
      }
      limit.apply(value, to: &limits)
      source = layer
    }
    sources[limit.name] = source
    let text = limit.text(limit.value(in: limits))
    lines.append(Line(name: limit.name, text: text, source: source))
  }

  /// The text of a setting that is no limit, if somebody has set it.
  package func text(_ name: String) -> String? { texts[name] }

  private func shown(_ limit: Limit) -> ShownLimit {
    let unit: ShownLimit.Unit =
      switch limit.unit {
      case .count: .count
      case .bytes: .bytes
      case .milliseconds: .milliseconds
      }
    let source: ShownLimit.Source =
      switch sources[limit.name] ?? .byDefault {
      case .flag: .flag
      case .environment: .environment
      case .file: .file
      case .byDefault: .byDefault
      }
    return ShownLimit(
      name: limit.name,
      unit: unit,
      value: limit.value(in: limits),
      source: source
    )
  }
}

extension ServerSettings {
  /// The table of limits for `--help`.
  package static var help: String {
    let width = Limits.all.map(\.name.count).max() ?? 0
    return Limits.all.map { limit in
      let padding = String(repeating: " ", count: width - limit.name.count)
      return "  \(limit.name)\(padding)  \(limit.text(limit.defaultValue)) (\(limit.rangeText)): "
        + limit.meaning
    }.joined(separator: "\n")
  }
}
