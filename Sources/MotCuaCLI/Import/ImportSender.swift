/// Streams the rows of a file and shows how far it is.
struct ImportSender {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// Sends every batch; of no rows at all one empty message, so that the server can answer.
  nonisolated(nonsending) func send<Row>(
    _ input: ImportInput<Row>,
    _ write: (_ rows: [Row], _ isFirst: Bool) async throws -> Void
  ) async throws {
    let clock = session.environment.uptimeNanoseconds
    var bar = ProgressBar(
      Phrase("Đang nạp", en: "Importing")(session.language),
      total: Int64(input.rows.count),
      console: session.environment.console,
      language: session.language
    )
    var sent = 0
    for (index, rows) in (input.rows.isEmpty ? [[]] : input.batches).enumerated() {
      try await write(rows, index == 0)
      sent += rows.count
      bar.show(Int64(sent), now: clock())
    }
    bar.finish(Int64(sent))
  }
}
