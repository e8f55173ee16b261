import ArgumentParser
import MotCuaClient

struct AdminCalendarRecomputeCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "recompute",
    "Tính lại hạn của hồ sơ chưa xong theo lịch đang dùng, khi lịch được nạp muộn.",
    en: "Works out the due dates of open dossiers by the calendar in force, batch by batch. What"
      + " broke off goes on when it is called with the same --request-id, which is told first.",
    example: "motcua admin calendar recompute --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var mutation: MutationOptions
  @Option(help: "Chỉ thực hiện khi lịch đang dùng là phiên bản này.") var version: Int64 = 0

  func run() async throws {
    try await withServer { session, client in
      var request = RecomputeDueDatesRequest(
        requestId: mutation.identifier,
        validateOnly: mutation.dryRun,
        calendarVersion: version
      )
      if request.requestId.isEmpty { request.requestId = RequestIDSource.system.next() }
      if !mutation.dryRun {
        try session.note(
          Phrase("Mã yêu cầu: \(request.requestId)", en: "Request: \(request.requestId)")
        )
      }
      var rows: [RecomputedDueDate] = []
      var last = RecomputeDueDatesResponse()
      for try await answer in try await client.admin.recomputeDueDates(request) {
        rows += answer.dossiers
        last = answer
      }
      try session.printer.list(rows, Columns.recomputed)
      let counts = last.counts ?? RecomputeCounts()
      try session.note(
        Phrase(
          "Lịch phiên bản \(last.calendarVersion): \(counts.examined) hồ sơ chưa xong, "
            + "\(counts.changed) đổi hạn, \(counts.unchanged) giữ hạn, "
            + "\(counts.skipped) để nguyên.",
          en: "Calendar version \(last.calendarVersion): \(counts.examined) open dossiers, "
            + "\(counts.changed) changed, \(counts.unchanged) the same, "
            + "\(counts.skipped) left out."
        )
      )
      if mutation.dryRun {
        try session.note(Phrase("Chạy thử: không lưu gì.", en: "Dry run: nothing was stored."))
      }
    }
  }
}
