import ArgumentParser
import MotCuaClient

struct AgencyReorganizeCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "reorganize",
    "Sắp xếp cơ quan theo một quyết định: hợp nhất, chia tách, đổi tên, giải thể.",
    en: "Carries out a decision about agencies, whole or not at all. The table has one link a row:"
      + " old_code, kind (merged, renamed, split, abolished), new_code, and where needed heir (x),"
      + " procedure_codes, new_name, new_level, new_kind, new_parent_code, new_other_code. A table"
      + " of merged communes (old_commune, old_district, new_commune_code, new_commune) is taken"
      + " too, with --parent and, where districts end, --districts-to.",
    example: "motcua agency reorganize sap-xep.tsv --decision 1662/NQ-UBTVQH15"
      + " --date 2025-07-01 --dry-run"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var source: ImportOptions
  @Option(help: "Số quyết định, nghị quyết.") var decision: String
  @Option(help: "Ngày cơ cấu mới có hiệu lực (YYYY-MM-DD), không sau hôm nay.")
  var date: DayArgument
  @Option(help: "Cơ quan cấp trên của các xã mới (bảng sáp nhập xã).") var parent: String?
  @Option(help: "Cơ quan nhận việc của các huyện chấm dứt (bảng sáp nhập xã).")
  var districtsTo: String?

  func run() async throws {
    let session = try Session(options)
    let file = try TabbedFile(try session.bytes(of: source.file), required: [])
    try await session.withClient { client in
      let content = try await read(file, client)
      guard content.faults.isEmpty else {
        try ImportReport(session).rejected(content.faults.map(\.rowError))
        throw ToolError.usage(
          "Bảng có dòng hỏng nên không sắp xếp gì.",
          en: "The table has bad rows, so nothing is reorganised."
        )
      }
      let answer = try await client.agencies.reorganizeAgencies(
        ReorganizeAgenciesRequest(
          date: date.message,
          decision: decision,
          newAgencies: content.created,
          successions: content.links,
          requestId: source.mutation.identifier,
          validateOnly: source.mutation.dryRun
        )
      )
      try write(answer, session)
    }
  }

  private func read(
    _ file: TabbedFile,
    _ client: MotCuaClient
  ) async throws -> SuccessionFile.Content {
    let columns = Set(file.columnNames)
    if columns.isSuperset(of: ["old_code", "kind"]) { return SuccessionFile.read(file) }
    guard columns.isSuperset(of: CommuneMergeFile.columns) else {
      throw ToolError.usage(
        "Dòng tiêu đề cần old_code và kind, hoặc các cột của bảng sáp nhập xã.",
        en: "The heading needs old_code and kind, or the columns of a table of merged communes."
      )
    }
    guard let parent else {
      throw ToolError.usage(
        "Bảng sáp nhập xã cần --parent, cơ quan cấp trên của các xã mới.",
        en: "A table of merged communes needs --parent, the agency above the new communes."
      )
    }
    var agencies: [Agency] = []
    for try await agency in client.agencies.allAgencies(ListAgenciesRequest(pageSize: 500))
    where agency.validTo == nil {
      agencies.append(agency)
    }
    let above = try await client.agencies.getAgency(GetAgencyRequest(code: parent))
    return CommuneMergeFile(agencies: agencies, parent: above, districtHeir: districtsTo)
      .read(file)
  }

  private func write(_ answer: ReorganizeAgenciesResponse, _ session: Session) throws {
    if session.printer.isJSON { return try session.printer.one(answer, []) }
    try session.printer.rows(answer.moves, Columns.agencyMove)
    let totals = answer.totals ?? AgencyMoveCounts()
    try session.note(
      Phrase(
        "\(answer.moves.count) cơ quan chấm dứt, \(answer.createdCodes.count) cơ quan mới; "
          + "\(totals.dossiers) hồ sơ bàn giao (\(totals.pending) đang giải quyết, "
          + "\(totals.waiting) chờ tiếp nhận), \(totals.offerings) thủ tục, "
          + "\(totals.officers) cán bộ.",
        en: "\(answer.moves.count) agencies end, \(answer.createdCodes.count) are new; "
          + "\(totals.dossiers) dossiers handed over (\(totals.pending) pending, "
          + "\(totals.waiting) waiting), \(totals.offerings) offerings, "
          + "\(totals.officers) officers."
      )
    )
    if source.mutation.dryRun {
      try session.note(Phrase("Chạy thử: không lưu gì.", en: "Dry run: nothing was stored."))
    }
  }
}
