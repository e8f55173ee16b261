import MotCuaClient

/// Writes the parts of a procedure that have several lines, for people.
struct ProcedureGuide {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// Writes channels, components, results and legal bases; what is empty is left out.
  func write(_ procedure: Procedure) throws {
    let language = session.language
    try section(
      Phrase("Cách thức thực hiện", en: "Channels"),
      procedure.channels.map { channel in
        let limit = channel.timeLimit?.cell.text(for: language) ?? ""
        return [channel.channel.cell.text(for: language), limit]
          .filter { !$0.isEmpty }.joined(separator: ": ")
      }
    )
    try section(
      Phrase("Thành phần hồ sơ", en: "Components"),
      procedure.components.map {
        [$0.code, $0.name].filter { !$0.isEmpty }.joined(separator: "  ")
      }
    )
    try section(Phrase("Kết quả", en: "Results"), procedure.results)
    try section(
      Phrase("Căn cứ pháp lý", en: "Legal bases"),
      procedure.legalBases.map { "\($0.number)  \($0.title)" }
    )
  }

  private func section(_ title: Phrase, _ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    let printer = session.printer
    let body = lines.map { line in
      let safe = "- " + TerminalText.safe(line)
      return printer.console.columns.map { TerminalText.truncated(safe, to: $0) } ?? safe
    }
    let head = printer.palette.strong(title(session.language))
    try printer.write("\n" + ([head] + body).joined(separator: "\n") + "\n")
  }
}
