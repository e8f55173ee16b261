import Foundation
import Logging
import MotCuaServices
import RPCCore

/// What the operator reads: on standard error, without anything personal.
struct ServerLog: Sendable {
  private let logger: Logger

  /// Writes under the program's name.
  init() {
    logger = Logger(label: "motcuad") { StreamLogHandler.standardError(label: $0) }
  }

  /// A step of the server's life.
  func info(_ sentence: String) {
    logger.info("\(sentence)")
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
