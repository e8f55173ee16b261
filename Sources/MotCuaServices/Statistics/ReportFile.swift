import DelimitedText
import MotCuaAPI
import MotCuaDomain

/// A report as a file that opens in a spreadsheet.
struct ReportFile: Sendable {
  let report: Report

  /// RFC 4180 with a header.
  func csv(wantsByteOrderMark: Bool) -> String {
    let header = ["kind", "level", "code", "name"] + report.columns.map(\.field)
    let records = [header] + report.lines.map(record)
    return (wantsByteOrderMark ? CSVText.byteOrderMark : "")
      + records.map(CSVText.record).joined()
  }

  /// The name of the file: the form, the period, and the position, so that two reports of one period
  /// do not take each other's place.
  var csvName: String {
    let form = report.name.prefix { $0 != "/" }
    let days = [report.period?.from, report.period?.to].map { date in
      date.flatMap { CivilDate($0)?.description } ?? ""
    }
    return "\(form)_\(days[0])_\(days[1])_\(report.knownAt).csv"
  }

  private func record(_ line: ReportLine) -> [String] {
    [line.kind.rawValue, line.level == .unspecified ? "" : line.level.name, line.code, title(line)]
      + report.columns.map { "\(line[$0.field] ?? 0)" }
  }

  private func title(_ line: ReportLine) -> String {
    switch line.kind {
    case .total: "Tổng số"
    case .level: line.level.model?.vietnameseName ?? "Chưa nêu cấp"
    case .row: line.name.isEmpty ? "Không lĩnh vực" : line.name
    }
  }
}
