import MotCuaDomain
import MotCuaStore

extension SampleLoader {
  private static let rowsPerCommand = 2_000

  func write(_ agencies: SampleAgencies) async throws(Failure) {
    let records = agencies.all.map { agency in
      AgencyRecord(
        code: agency.code,
        name: agency.name,
        shortName: agency.shortName,
        level: agency.level,
        kind: agency.kind,
        parent: agency.parent,
        validFrom: CivilDate.newYear(2011)
      )
    }
    try await writeRows(records, .agencies) { ImportAgencies(agencies: $0) }
    let officers = agencies.all.filter { $0.eagerness != .none }.flatMap(Self.officers)
    try await writeRows(officers, .officers) { ImportOfficers(officers: $0) }
  }

  func write(_ catalogue: SampleCatalogue) async throws(Failure) {
    try await writeRows(catalogue.procedures.map(Self.draft), .procedures) {
      ImportProcedures(drafts: $0)
    }
    let offerings = catalogue.procedures.flatMap(Self.offerings)
    try await writeRows(offerings, .offerings) { ImportOfferings(offerings: $0) }
  }

  private func writeRows<Row, Command: StoreCommand>(
    _ rows: [Row],
    _ stage: Stage,
    _ command: ([Row]) -> Command
  ) async throws(Failure) where Command.Outcome == [RowOutcome] {
    var done = 0
    while done < rows.count {
      let chunk = Array(rows[done..<min(done + Self.rowsPerCommand, rows.count)])
      let outcomes = try await perform(
        command(chunk),
        at: Self.setUp,
        to: "import the \(stage.rawValue)"
      )
      for (offset, outcome) in (outcomes ?? []).enumerated() {
        guard case .rejected(let error) = outcome else { continue }
        throw .rowRefused(stage, done + offset, error)
      }
      done += chunk.count
      report(Progress(stage: stage, done: done, total: rows.count))
    }
  }

  /// Each agency has one officer at the desk, one who handles, and its head, who signs.
  private static func officers(of agency: SampleAgency) -> [OfficerRecord] {
    SampleOfficer.allCases.map { officer in
      OfficerRecord(
        code: officer.code(at: agency.code),
        name: officer.name,
        agency: agency.code,
        isHead: officer == .head,
        postings: officer.duties.map { duty in
          PostingRecord(agency: agency.code, duty: duty, validFrom: CivilDate.newYear(2019))
        }
      )
    }
  }

  private static func draft(of procedure: SampleProcedure) -> ProcedureDraft {
    let channels: [Channel] = procedure.isOnline ? [.direct, .online, .post] : [.direct, .post]
    let fees =
      procedure.feeVND > 0
      ? [FeeRecord(kind: .fee, amount: Money(dong: procedure.feeVND))] : []
    var content = ProcedureContent(name: procedure.name)
    content.sectors = [SectorRecord(code: "", name: procedure.sector)]
    content.competentLevel = procedure.competence
    content.type = .standard
    content.promulgatingAgency = "Ủy ban nhân dân tỉnh Bình Phước"
    content.validFrom = CivilDate.newYear(2019)
    content.integratedSince = procedure.isIntegrated ? CivilDate.newYear(2020) : nil
    content.components = SampleComponent.allCases.map {
      $0.record(asksForPaper: procedure.asksForPaper)
    }
    content.channels = channels.map { channel in
      ProcedureChannelRecord(
        channel: channel,
        limits: [StatedLimit(limit: procedure.limit)],
        fees: fees
      )
    }
    return ProcedureDraft(code: procedure.code, content: content)
  }

  private static func offerings(of procedure: SampleProcedure) -> [OfferingRecord] {
    procedure.offerings.map { offering in
      OfferingRecord(
        procedure: procedure.code,
        agency: offering.agency,
        levels: [
          OfferingLevelRecord(
            level: .legacy(offering.level),
            validFrom: CivilDate.newYear(2019)
          )
        ],
        receivesOnline: procedure.isOnline,
        receivesByPost: true,
        validFrom: CivilDate.newYear(2019)
      )
    }
  }
}
