import MotCuaClient
import Synchronization

/// What the trailing metadata of a command's calls, and their connections, said that a person should
/// know.
final class TrailerNotes: Sendable {
  private struct Seen {
    var clock: String?
    var isReplayed = false
    var connection: String?
  }

  private let seen = Mutex(Seen())

  /// Takes the trailing metadata of one call.
  @Sendable func receive(_ trailers: Metadata) {
    seen.withLock { seen in
      seen.clock = trailers.text("motcua-clock") ?? seen.clock
      seen.isReplayed = seen.isReplayed || trailers.text("motcua-replayed") == "true"
    }
  }

  /// Takes what is wrong with a connection.
  @Sendable func noteConnection(_ event: ClientConnectionEvent) {
    seen.withLock { $0.connection = "\(event)" }
  }

  /// Writes what was said, each once, beside the data.
  func write(_ session: Session) throws {
    let seen = seen.withLock { $0 }
    if let clock = seen.clock {
      let shown = TerminalText.safe(clock.split(separator: " ").last.map(String.init) ?? clock)
      try session.note(
        Phrase(
          "Đồng hồ máy chủ được đặt tay: \(shown)",
          en: "The server's clock was set by hand: \(shown)"
        )
      )
    }
    if let connection = seen.connection {
      let shown = TerminalText.safe(connection)
      try session.note(Phrase("Kết nối: \(shown)", en: "Connection: \(shown)"))
    }
    if seen.isReplayed {
      try session.note(
        Phrase(
          "Yêu cầu này đã được thực hiện trước đó; đây là trả lời của lần ấy.",
          en: "This request was carried out before; this is the answer of that time."
        )
      )
    }
  }
}
