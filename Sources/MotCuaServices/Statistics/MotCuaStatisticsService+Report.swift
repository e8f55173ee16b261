package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaStatisticsService {
  private static let levels = MotCuaDomain.AgencyLevel.allCases

  /// Reports in a form of the regulations.
  package func getReport(
    _ request: GetReportRequest,
    context: ServerContext
  ) async throws -> Report {
    guard let rules = ReportFormRules(request.form) else {
      throw RPCError.invalidField("form", "There is no such form.")
    }
    let span = try environment.span(
      request.period,
      asOf: request.asOf,
      knownAt: request.knownAt
    )
    let reach = try StatisticsReach(
      agencyCode: request.agencyCode,
      withSubordinates: request.includeSubordinates,
      level: request.level.model,
      isRolledUp: request.structure == .rolledUpToPresent,
      principal: context.principal,
      directory: environment.store.directory,
      past: environment.directory(asOf: span.asOf)
    )
    var report = Self.head(request.form, rules, span)
    switch request.form {
    case .ii07b: try await countProcedures(&report, span, reach)
    case .ii06b: try await countAgencies(&report, span, reach, context)
    default: try await countSectors(&report, span, reach, context)
    }
    return report
  }

  /// Exports a report as a file.
  package func exportReport(
    _ request: ExportReportRequest,
    context: ServerContext
  ) async throws -> ExportReportResponse {
    guard let question = request.report else {
      throw RPCError.invalidField("report", "It must be given.")
    }
    guard request.format == .unspecified || request.format == .csv else {
      throw RPCError.invalidField("format", "There is no such format.")
    }
    let report = try await getReport(question, context: context)
    let file = ReportFile(report: report)
    return ExportReportResponse(
      content: Array(file.csv(wantsByteOrderMark: request.byteOrderMark).utf8),
      mediaType: "text/csv; charset=utf-8; header=present",
      fileName: file.csvName,
      asOf: report.asOf,
      knownAt: report.knownAt
    )
  }

  private static func head(
    _ form: ReportForm,
    _ rules: ReportFormRules,
    _ span: StatisticsSpan
  ) -> Report {
    Report(
      form: form,
      name: rules.name,
      title: rules.title,
      basis: rules.basis,
      inForceFrom: rules.from?.date,
      inForceTo: rules.to?.date,
      inForceAssumed: true,
      retrospective: rules.from.map { span.period.from < $0 } ?? false,
      period: Period(from: span.period.from.date, to: span.period.to.date),
      asOf: span.asOf.timestamp,
      columns: rules.columns,
      inForceNote: rules.note.vietnamese,
      inForceNoteEn: rules.note.english,
      superseded: rules.to.map { span.period.to > $0 } ?? false
    )
  }

  private func countSectors(
    _ report: inout Report,
    _ span: StatisticsSpan,
    _ reach: StatisticsReach,
    _ context: ServerContext
  ) async throws {
    let table = SectorTable(try await environment.catalogue(asOf: span.asOf))
    let levels = reach.byCode.compactMapValues { Self.levels.firstIndex(of: $0.level) }
    let width = table.sectors.count
    let groups = FigureGroups(
      count: Self.levels.count * width,
      needsProcedure: true
    ) { agency, procedure in
      guard let level = levels[agency], let procedure else { return nil }
      return level * width + table.place(of: procedure)
    }
    let counted = try await environment.store.reportRows(
      span.period,
      groups,
      at: span.time,
      on: ReadLane(context)
    )
    report.knownAt = counted.knownAt
    let rows = counted.rows.enumerated().map { place, counts in
      let sector = table.sectors[place % width]
      return Line(level: place / width, counts: counts) { row in
        row.sectorCode = sector.code
        row.sectorName = sector.name
      }
    }
    Self.fill(&report, rows)
  }

  private func countAgencies(
    _ report: inout Report,
    _ span: StatisticsSpan,
    _ reach: StatisticsReach,
    _ context: ServerContext
  ) async throws {
    let (shown, groups) = reach.byShown
    let counted = try await environment.store.reportRows(
      span.period,
      groups,
      at: span.time,
      on: ReadLane(context)
    )
    report.knownAt = counted.knownAt
    let rows = zip(shown, counted.rows).map { agency, counts in
      let level = Self.levels.firstIndex(of: agency.level) ?? 0
      return Line(level: level, counts: counts) { row in
        row.agencyCode = agency.code.text
        row.agencyName = agency.name
      }
    }
    Self.fill(&report, rows)
  }

  /// A row before it is numbered.
  private struct Line {
    let level: Int
    let counts: MotCuaStore.ReportRow
    let name: (inout MotCuaAPI.ReportRow) -> Void
  }

  private static func fill(_ report: inout Report, _ lines: [Line]) {
    var total = MotCuaStore.ReportRow()
    for (place, level) in levels.enumerated() {
      var sum = MotCuaStore.ReportRow()
      var rows: [MotCuaAPI.ReportRow] = []
      for line in lines where line.level == place && line.counts != MotCuaStore.ReportRow() {
        sum.add(line.counts)
        var row = MotCuaAPI.ReportRow(
          number: Int32(rows.count + 1),
          counts: ReportCounts(line.counts)
        )
        line.name(&row)
        rows.append(row)
      }
      guard !rows.isEmpty else { continue }
      total.add(sum)
      report.groups.append(
        ReportGroup(
          level: MotCuaAPI.AgencyLevel(level),
          rows: rows,
          total: ReportCounts(sum)
        )
      )
    }
    report.total = ReportCounts(total)
  }

  private func countProcedures(
    _ report: inout Report,
    _ span: StatisticsSpan,
    _ reach: StatisticsReach
  ) async throws {
    let catalogue = try await environment.catalogue(asOf: span.asOf)
    report.knownAt = span.knownAt ?? environment.store.lastSequence
    let codes = reach.codes
    let directory = environment.directory(asOf: span.asOf)
    var total = ProcedureReportCounts()
    // Those whose level the source does not say stand in a group of their own, so that none is lost.
    for level in Self.levels.map(Optional.some) + [nil] {
      var counts = ProcedureReportCounts()
      for procedure in catalogue.procedures
      where procedure.content.competentLevel == level {
        let standing = ProcedureFormStanding(
          procedure,
          in: catalogue,
          agencies: codes,
          directory: directory,
          on: span.day
        )
        if standing.isCounted { counts.procedures += 1 }
        if standing.isReceivedAtOneStop { counts.receivedAtOneStop += 1 }
        if standing.hasInternalProcess { counts.internalProcesses += 1 }
      }
      guard counts.procedures > 0 else { continue }
      total.procedures += counts.procedures
      total.receivedAtOneStop += counts.receivedAtOneStop
      total.internalProcesses += counts.internalProcesses
      report.groups.append(
        ReportGroup(
          level: level.map { MotCuaAPI.AgencyLevel($0) } ?? .unspecified,
          procedures: counts
        )
      )
    }
    report.procedureTotal = total
  }
}

extension ReportCounts {
  /// The columns of a row.
  init(_ row: MotCuaStore.ReportRow) {
    self.init(
      received: row.received,
      receivedOnline: row.receivedOnline,
      receivedOtherwise: row.receivedOtherwise,
      carriedOver: row.carried,
      resolved: row.resolved,
      resolvedEarly: row.resolvedEarly,
      resolvedOnTime: row.resolvedOnTime,
      resolvedLate: row.resolvedLate,
      pending: row.pending,
      pendingInTime: row.pendingInTime,
      pendingOverdue: row.pendingOverdue,
      reopened: row.reopened,
      transferredIn: row.transferredIn,
      transferredOut: row.transferredOut,
      withdrawn: row.withdrawn,
      withdrawnLate: row.withdrawnLate,
      stopped: row.stopped,
      stoppedLate: row.stoppedLate,
      refused: row.refused,
      withdrawnBeforeReception: row.withdrawnBefore,
      waitingInTime: row.waitingInTime,
      waitingOverdue: row.waitingOverdue
    )
    add(row.wide, overdue: row.resolvedLate + row.pendingOverdue)
  }

  private mutating func add(_ wide: WideReportColumns, overdue: Int64) {
    receivedDirect = wide.receivedDirect
    receivedPost = wide.receivedByPost
    receivedFull = wide.receivedFull
    receivedPartial = wide.receivedPartial
    receivedElsewhere = wide.receivedElsewhere
    feePaid = wide.feePaid
    feePaidOnline = wide.feePaidOnline
    feePaidDirect = wide.feePaidDirect
    returned = wide.returned
    returnedDirect = wide.returnedDirect
    returnedPost = wide.returnedByPost
    returnedOnline = wide.returnedOnline
    overdueWithApology = wide.overdueExtended
    overdueWithoutApology = overdue - wide.overdueExtended
  }
}
