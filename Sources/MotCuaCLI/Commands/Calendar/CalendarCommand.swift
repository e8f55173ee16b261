import ArgumentParser

struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "calendar",
    "Tính ngày hẹn trả theo lịch làm việc.",
    en: "Due dates by the working calendar.",
    example: "motcua calendar due --file ho-so.tsv",
    subcommands: [CalendarDueCommand.self, CalendarPreviewCommand.self]
  )
}
