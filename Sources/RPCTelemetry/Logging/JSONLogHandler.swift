public import Logging

/// Writes each event as one line of JSON, for programs that collect logs.
///
/// `ts` (RFC 3339, UTC), `level`, `logger`, `message`, then the metadata as texts; a key of ours that
/// is in the metadata too is written with an underscore before it. Control characters are escaped, so
/// an event is always one line.
public struct JSONLogHandler: LogHandler {
  /// What is added to every event.
  public var metadata: Logger.Metadata = [:]
  /// Events below it are not written.
  public var logLevel: Logger.Level
  /// Adds to events what the task knows.
  public var metadataProvider: Logger.MetadataProvider?

  private let label: String
  private let now: @Sendable () -> String
  private let write: @Sendable (String) -> Void

  /// Writes lines, each with its end, to `write`; `now` gives the time in RFC 3339.
  public init(
    label: String,
    logLevel: Logger.Level = .info,
    now: @escaping @Sendable () -> String,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.label = label
    self.logLevel = logLevel
    self.now = now
    self.write = write
  }

  /// One entry of the metadata.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  private static let ownKeys: Set<String> = ["ts", "level", "logger", "message"]

  /// Writes an event.
  public func log(event: LogEvent) {
    var line = "{"
    Self.append("ts", now(), to: &line)
    Self.append("level", event.level.rawValue, to: &line)
    Self.append("logger", label, to: &line)
    Self.append("message", event.message.description, to: &line)
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
    if let own = event.metadata { all.merge(own) { _, new in new } }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      Self.append(Self.ownKeys.contains(key) ? "_" + key : key, value.description, to: &line)
    }
    if let error = event.error { Self.append("error", String(describing: error), to: &line) }
    write(line + "}\n")
  }

  private static func append(_ key: String, _ value: String, to line: inout String) {
    if line.utf8.count > 1 { line += "," }
    quote(key, to: &line)
    line += ":"
    quote(value, to: &line)
  }

  /// A string of JSON (RFC 8259 §7).
  private static func quote(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\t": line += "\\t"
      // Also what some readers take for the end of a line.
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    line += "\""
  }
}
