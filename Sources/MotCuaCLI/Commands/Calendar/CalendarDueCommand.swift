import ArgumentParser
import MotCuaDomain

struct CalendarDueCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "due",
    "Tính ngày hẹn trả cho một bảng TSV, không cần máy chủ.",
    en: "Computes due dates for a TSV with the columns received_at, limit, unit and optionally"
      + " pauses (START/END;START/END); works offline. Prints the input's columns, effective_start"
      + " and due_at. A bad row prints - twice, its reason goes to the standard error, and the exit"
      + " code is 1. Without --calendar the shipped calendar of 2019-2027 is used.",
    example: "motcua calendar due --file ho-so.tsv --calendar lich.tsv"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Bảng TSV; - là đầu vào chuẩn.", completion: .file()) var file: String
  @Option(help: "Lịch làm việc TSV: date, kind, …", completion: .file()) var calendar: String?

  func run() async throws {
    let session = try Session(options)
    let days = try calendar.map { try self.days(of: $0, session) } ?? VietnamCalendar2019To2027.days
    let engine = DueDateEngine(calendar: WorkingCalendar(days: days))
    let result = DueDateTable.process(try text(of: file, session), with: engine)
    try session.printer.write(result.text)
    for error in result.errors { try session.note(error.phrase) }
    if result.text.isEmpty { throw Finished(status: .usage) }
    if !result.errors.isEmpty { throw Finished(status: .rowsRejected) }
  }

  /// A calendar with holes misleads, so one bad row is the end of it.
  private func days(of path: String, _ session: Session) throws -> [CalendarDay] {
    let reading = CalendarTable.read(try text(of: path, session))
    guard reading.errors.isEmpty else {
      for error in reading.errors { try session.note(error.phrase) }
      throw ToolError.usage(
        "Lịch \(path) có dòng hỏng.",
        en: "The calendar \(path) has bad rows."
      )
    }
    return reading.days
  }

  private func text(of path: String, _ session: Session) throws -> String {
    let bytes = try session.bytes(of: path)
    guard bytes.count <= TabbedFile.bytesMax else {
      throw ToolError.usage("Tệp lớn quá 256 MiB.", en: "The file has more than 256 MiB.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ToolError.usage("Tệp \(path) không phải UTF-8.", en: "The file \(path) is not UTF-8.")
    }
    return text
  }
}

extension DueDateTable.RowError {
  /// What is wrong and where, in both languages.
  fileprivate var phrase: Phrase {
    Phrase(TerminalText.safe(vietnameseText), en: TerminalText.safe("line \(line): \(problem)"))
  }
}

extension CalendarTable.RowError {
  /// What is wrong and where, in both languages.
  fileprivate var phrase: Phrase {
    Phrase(TerminalText.safe(vietnameseText), en: TerminalText.safe("line \(line): \(problem)"))
  }
}
