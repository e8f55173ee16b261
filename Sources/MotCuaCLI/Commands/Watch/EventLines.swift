import MotCuaClient

/// Prints the live feed as it comes: nothing waits for what comes later.
struct EventLines {
  private let printer: Printer

  init(_ printer: Printer) {
    self.printer = printer
  }

  /// Prints what stands above everything.
  func begin() throws {
    if printer.format == .csv { try printer.csvHeader(Columns.event) }
  }

  /// Prints what a message carries; a sign of life prints nothing.
  func write(_ message: WatchEventsResponse) throws {
    switch printer.format {
    case .csv: try printer.csv(message.events, Columns.event)
    case .json, .ndjson:
      try printer.ndjson(message.dossiers)
      try printer.ndjson(message.events)
    case .table:
      let lines = message.dossiers.map(line) + message.events.map(line)
      try printer.write(lines.map { $0 + "\n" }.joined())
    }
  }

  private func line(_ event: DossierEvent) -> String {
    let language = printer.language
    var parts = [
      event.occurredAt.cell(\.cell).text(for: language),
      event.dossierCode,
      event.action.cell.text(for: language) + " → " + event.toState.cell.text(for: language)
        + " (\(event.nationalStatus))",
      event.responsibleAgencyCode,
    ]
    if !event.officerCode.isEmpty { parts.append(event.officerCode) }
    if event.newDueAt != nil {
      let due = event.newDueAt.cell(\.cell).text(for: language)
      parts.append(Phrase("hẹn trả \(due)", en: "due \(due)")(language))
    }
    if event.leavesScope {
      parts.append(Phrase("chuyển ra ngoài phạm vi", en: "leaves the scope")(language))
    }
    return TerminalText.safe(parts.joined(separator: "  "))
  }

  private func line(_ dossier: ExportedDossier) -> String {
    let language = printer.language
    return TerminalText.safe(
      [
        Phrase("Hiện trạng", en: "Present")(language),
        dossier.code,
        dossier.state.cell.text(for: language) + " (\(dossier.nationalStatus))",
        dossier.agencyCode,
      ]
      .joined(separator: "  ")
    )
  }
}

extension Columns {
  static let event: [Column<DossierEvent>] = [
    Column("position", Phrase("Vị trí", en: "Position")) { .number($0.position) },
    Column("occurred_at", Phrase("Lúc", en: "At"), .rigid) { $0.occurredAt.cell(\.cell) },
    Column("dossier_code", Phrase("Mã hồ sơ", en: "Code"), .rigid) { .text($0.dossierCode) },
    Column("sequence", Phrase("Bước", en: "Step")) { .number(Int64($0.sequence)) },
    Column("action", Phrase("Việc", en: "Action")) { $0.action.cell },
    Column("from_state", Phrase("Từ", en: "From")) { $0.fromState.cell },
    Column("to_state", Phrase("Trạng thái", en: "State")) { $0.toState.cell },
    Column("national_status", Phrase("Mã Cổng quốc gia", en: "National status")) {
      .number(Int64($0.nationalStatus))
    },
    Column("procedure_code", Phrase("Thủ tục", en: "Procedure"), .rigid) {
      .text($0.procedureCode)
    },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("desk_agency_code", Phrase("Nơi tiếp nhận", en: "Desk")) { .text($0.deskAgencyCode) },
    Column("responsible_agency_code", Phrase("Đang giữ", en: "Responsible")) {
      .text($0.responsibleAgencyCode)
    },
    Column("actor_kind", Phrase("Bởi", en: "By")) { $0.actorKind.cell },
    Column("officer_code", Phrase("Cán bộ", en: "Officer")) { .text($0.officerCode) },
    Column("new_due_at", Phrase("Hẹn trả", en: "Due")) { $0.newDueAt.cell(\.cell) },
    Column("leaves_scope", Phrase("Ra khỏi phạm vi", en: "Leaves")) { yes($0.leavesScope) },
  ]
}
