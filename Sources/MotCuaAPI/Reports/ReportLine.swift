/// One line of a report as it is printed: a row, or the sum of a level or of the whole.
public struct ReportLine: Sendable {
  /// What a line is.
  public enum Kind: String, Sendable {
    /// One sector or agency.
    case row = "ROW"
    /// The sum of a level of government.
    case level = "LEVEL"
    /// The sum of all.
    case total = "TOTAL"
  }

  /// What it is.
  public let kind: Kind
  /// The level of government; `.unspecified` for the sum of all, and in II.07b for procedures whose
  /// level is not said.
  public let level: AgencyLevel
  /// The row; nil for a sum.
  public let row: ReportRow?
  private let counts: ReportCounts?
  private let procedures: ProcedureReportCounts?

  /// The code of the row's sector or agency; empty for a sum.
  public var code: String {
    row.map { $0.agencyCode.isEmpty ? $0.sectorCode : $0.agencyCode } ?? ""
  }

  /// The name of the row's sector or agency; empty for a sum, and for procedures without a sector.
  public var name: String {
    row.map { $0.agencyCode.isEmpty ? $0.sectorName : $0.agencyName } ?? ""
  }

  /// The number in a column, by the column's `field`; nil where the line has no such number.
  public subscript(field: String) -> Int64? {
    if let path = ReportCounts.columns[field] { return counts?[keyPath: path] }
    return ProcedureReportCounts.columns[field].flatMap { procedures?[keyPath: $0] }
  }

  fileprivate init(_ group: ReportGroup) {
    kind = .level
    level = group.level
    row = nil
    counts = group.total
    procedures = group.procedures
  }

  fileprivate init(_ row: ReportRow, _ level: AgencyLevel) {
    kind = .row
    self.level = level
    self.row = row
    counts = row.counts
    procedures = nil
  }

  fileprivate init(_ report: Report) {
    kind = .total
    level = .unspecified
    row = nil
    counts = report.total
    procedures = report.procedureTotal
  }
}

extension Report {
  /// The lines of the report: the sum of each level before its rows, the sum of all at the end.
  public var lines: [ReportLine] {
    groups.flatMap { group in
      [ReportLine(group)] + group.rows.map { ReportLine($0, group.level) }
    } + [ReportLine(self)]
  }
}
