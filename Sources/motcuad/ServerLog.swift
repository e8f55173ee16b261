import Foundation
import Logging
import MotCuaServices
import MotCuaSettings
import RPCCore
import RPCTelemetry

/// What the operator reads: on standard error, without anything personal.
struct ServerLog: Sendable {
  /// Where the lines go.
  let logger: Logger

  /// Writes under the program's name, from the level and in the format that the settings say.
  init(_ settings: ServerSettings) {
    let level = settings.text(SettingNames.logLevel).flatMap { Logger.Level(rawValue: $0) }
    let isJSON = settings.text(SettingNames.logFormat) == "json"
    var logger = Logger(label: "motcuad") { label -> any LogHandler in
      if isJSON { return Self.json(label) }
      return StreamLogHandler.standardError(label: label)
    }
    logger.logLevel = level ?? .info
    self.logger = logger
  }

  private static func json(_ label: String) -> JSONLogHandler {
    JSONLogHandler(
      label: label,
      now: { Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) },
      write: { FileHandle.standardError.write(Data($0.utf8)) }
    )
  }

  /// A step of the server's life.
  func info(_ sentence: String) {
    logger.info("\(sentence)")
  }

  /// What the operator may want to change.
  func warning(_ sentence: String) {
    logger.warning("\(sentence)")
  }

  /// What needs the operator.
  func error(_ sentence: String) {
    logger.error("\(sentence)")
  }

  /// A fault of ours under the word that its caller was given.
  func record(_ incident: Incident) {
    logger.error(
      "A call has failed by our fault.",
      metadata: [
        "incident": "\(incident.word)",
        "method": "\(incident.method)",
        "cause": "\(String(reflecting: incident.cause))",
      ]
    )
  }
}
