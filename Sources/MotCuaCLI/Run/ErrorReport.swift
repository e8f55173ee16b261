import MotCuaClient
import ProtobufEngine

/// What the tool says of an error, and the number it ends with.
struct ErrorReport {
  let status: ExitStatus
  let lines: [String]

  /// Describes any error in the language of the caller.
  ///
  /// For an error of a call a Vietnamese reader gets the server's own Vietnamese sentence, or that
  /// of the code; an English one the sentence for developers.
  init(_ error: any Error, language: Language, palette: Palette) {
    switch error {
    case let error as RPCError:
      status = .rpc(error.code)
      lines = Self.lines(error, language, palette)
    case let error as ToolError:
      status = error.status
      lines = [Self.first(error.phrase(language), language, palette)]
    case SinkError.readerGone:
      // `motcua … | head` is no error: the reader has what he wanted.
      status = .success
      lines = []
    case is CancellationError:
      status = .interrupted
      lines = []
    default:
      status = .internal
      lines = [Self.first(String(describing: error), language, palette)]
    }
  }

  private static func lines(
    _ error: RPCError,
    _ language: Language,
    _ palette: Palette
  ) -> [String] {
    var lines = [first(sentence(error, language), language, palette)]
    // Without a sentence of the server's the developer's is all that says what happened.
    if language == .vietnamese, error.localizedMessage("vi") == nil, !error.message.isEmpty {
      lines.append(palette.quiet(TerminalText.safe("  \(error.message)")))
    }
    for violation in error.fieldViolations {
      lines.append(TerminalText.safe("  \(violation.field): \(violation.description)"))
    }
    lines += preconditions(error.preconditionViolations, language)
    if let delay = error.retryDelay {
      let seconds = max(1, delay.components.seconds)
      lines.append(
        "  " + Phrase("thử lại sau \(seconds) s", en: "try again in \(seconds) s")(language)
      )
    }
    let reason = error.reason.map { " \($0)" } ?? ""
    lines.append(palette.quiet(TerminalText.safe("  [\(error.code)\(reason)]")))
    return lines
  }

  /// What would have to hold; the actions that a state allows are one line together.
  private static func preconditions(
    _ violations: [RPCError.PreconditionViolation],
    _ language: Language
  ) -> [String] {
    let actions = violations.filter { $0.type == "ALLOWED_ACTION" }.map { violation in
      let action = DossierAction(name: "DOSSIER_ACTION_" + violation.subject)
      return action?.cell.text(for: language) ?? violation.subject
    }
    let others = violations.filter { $0.type != "ALLOWED_ACTION" }.map { violation in
      "  \(violation.subject): \(violation.description)"
    }
    guard !actions.isEmpty else { return others.map(TerminalText.safe) }
    let allowed = Phrase("  được phép: ", en: "  allowed: ")(language)
    return (others + [allowed + actions.joined(separator: ", ")]).map(TerminalText.safe)
  }

  private static func sentence(_ error: RPCError, _ language: Language) -> String {
    guard language == .vietnamese else { return error.message }
    return error.localizedMessage("vi") ?? CodeSentences.vietnamese(error.code)
  }

  private static func first(
    _ sentence: String,
    _ language: Language,
    _ palette: Palette
  ) -> String {
    palette.bad(Phrase("Lỗi:", en: "Error:")(language)) + " " + TerminalText.safe(sentence)
  }
}
