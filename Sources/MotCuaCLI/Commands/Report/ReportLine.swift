import MotCuaAPI

/// One line of a printed report: a row, the sum of a level, or the sum of all.
struct ReportLine: Sendable {
  /// What it sums.
  enum Kind: String, Sendable {
    case row = "ROW"
    case level = "LEVEL"
    case total = "TOTAL"
  }

  let kind: Kind
  let level: AgencyLevel
  var number: Int32 = 0
  var code = ""
  var name: Phrase
  /// The numbers by the names of their fields.
  let counts: [String: Int64]

  /// The lines of a report, the sum of each level before its rows.
  static func lines(_ report: Report) -> [ReportLine] {
    var lines = report.groups.flatMap { group in
      [ReportLine(.level, group)] + group.rows.map { ReportLine($0, group.level) }
    }
    let total = report.total.map(fields) ?? report.procedureTotal.map(fields) ?? [:]
    lines.append(
      ReportLine(
        kind: .total,
        level: .unspecified,
        name: Phrase("Tổng số", en: "Total"),
        counts: total
      )
    )
    return lines
  }

  private init(
    kind: Kind,
    level: AgencyLevel,
    name: Phrase,
    counts: [String: Int64]
  ) {
    self.kind = kind
    self.level = level
    self.name = name
    self.counts = counts
  }

  private init(_ kind: Kind, _ group: ReportGroup) {
    let cell = group.level.cell
    let isKnown = group.level != .unspecified
    self.init(
      kind: kind,
      level: group.level,
      name: isKnown
        ? Phrase(cell.text(for: .vietnamese), en: cell.text(for: .english))
        : Phrase("Chưa nêu cấp", en: "Level not said"),
      counts: group.total.map(Self.fields) ?? group.procedures.map(Self.fields) ?? [:]
    )
  }

  private init(_ row: ReportRow, _ level: AgencyLevel) {
    let name = row.agencyCode.isEmpty ? row.sectorName : row.agencyName
    self.init(
      kind: .row,
      level: level,
      name: name.isEmpty ? Phrase("Không lĩnh vực", en: "No sector") : Phrase(same: name),
      counts: row.counts.map(Self.fields) ?? [:]
    )
    number = row.number
    code = row.agencyCode.isEmpty ? row.sectorCode : row.agencyCode
  }

  private static func fields(_ counts: ReportCounts) -> [String: Int64] {
    [
      "received": counts.received, "received_online": counts.receivedOnline,
      "received_otherwise": counts.receivedOtherwise, "carried_over": counts.carriedOver,
      "resolved": counts.resolved, "resolved_early": counts.resolvedEarly,
      "resolved_on_time": counts.resolvedOnTime, "resolved_late": counts.resolvedLate,
      "pending": counts.pending, "pending_in_time": counts.pendingInTime,
      "pending_overdue": counts.pendingOverdue, "reopened": counts.reopened,
      "transferred_in": counts.transferredIn, "transferred_out": counts.transferredOut,
      "withdrawn": counts.withdrawn, "withdrawn_late": counts.withdrawnLate,
      "stopped": counts.stopped, "stopped_late": counts.stoppedLate, "refused": counts.refused,
      "withdrawn_before_reception": counts.withdrawnBeforeReception,
      "waiting_in_time": counts.waitingInTime, "waiting_overdue": counts.waitingOverdue,
    ].merging(wideFields(counts)) { first, _ in first }
  }

  private static func wideFields(_ counts: ReportCounts) -> [String: Int64] {
    [
      "received_direct": counts.receivedDirect, "received_post": counts.receivedPost,
      "received_full": counts.receivedFull, "received_partial": counts.receivedPartial,
      "received_elsewhere": counts.receivedElsewhere,
      "fee_paid": counts.feePaid, "fee_paid_online": counts.feePaidOnline,
      "fee_paid_direct": counts.feePaidDirect,
      "returned": counts.returned, "returned_direct": counts.returnedDirect,
      "returned_post": counts.returnedPost, "returned_online": counts.returnedOnline,
      "overdue_with_apology": counts.overdueWithApology,
      "overdue_without_apology": counts.overdueWithoutApology,
    ]
  }

  private static func fields(_ counts: ProcedureReportCounts) -> [String: Int64] {
    [
      "procedures": counts.procedures, "received_at_one_stop": counts.receivedAtOneStop,
      "internal_processes": counts.internalProcesses,
    ]
  }
}
