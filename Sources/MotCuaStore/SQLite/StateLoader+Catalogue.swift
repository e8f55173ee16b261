import MotCuaDomain
import SQLiteEngine

extension StateLoader {
  func loadProcedures(into state: inout StoreState) throws(RowError) {
    let procedures = try connection.rows(
      """
      SELECT p.id, p.code, r.content, p.revision, r.effective_from, p.created_at, p.updated_at,
        p.etag
      FROM procedure p JOIN procedure_revision r ON r.province_id = p.province_id
        AND r.procedure_id = p.id AND r.revision = p.revision
      WHERE p.province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var procedures: [ProcedureRecord] = []
      while try row.next() {
        let id = row.nextInt64()
        guard let code = ProcedureCode(row.nextText()),
          let content = try? ProcedureContent(encoded: row.nextBytes())
        else { throw .damaged("procedure") }
        codes.restore(code, id: id)
        procedures.append(
          ProcedureRecord(
            code: code,
            content: content,
            revision: row.nextInt(),
            effectiveFrom: row.nextDayOrNil(),
            createdAt: row.nextInstant(),
            updatedAt: row.nextInstant(),
            etag: row.nextInt64()
          )
        )
      }
      return procedures
    }
    try loadRevisionMarks(into: &state)
    let scheduled = try scheduledRevisions()
    for var procedure in procedures {
      procedure.scheduled = scheduled[procedure.code] ?? []
      state.catalogue.put(procedure)
    }
  }

  /// Notes from when each revision holds; what it says is read where it is asked for.
  private func loadRevisionMarks(into state: inout StoreState) throws(RowError) {
    let marks = try connection.rows(
      """
      SELECT procedure_id, revision, effective_from, at FROM procedure_revision
      WHERE province_id = ? ORDER BY procedure_id, revision
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var marks: [(ProcedureCode, RevisionMark)] = []
      while try row.next() {
        guard let code = codes.procedure(row.nextInt64()) else { throw .damaged("procedure") }
        marks.append(
          (
            code,
            RevisionMark(
              revision: row.nextInt(),
              effectiveFrom: row.nextDayOrNil(),
              madeAt: row.nextInstant()
            )
          )
        )
      }
      return marks
    }
    for (code, mark) in marks { state.catalogue.note(mark, of: code) }
  }

  /// The revisions that were made for later days, whether these have come or not.
  private func scheduledRevisions() throws(RowError) -> [ProcedureCode: [ProcedureRevisionRecord]] {
    try connection.rows(
      """
      SELECT p.id, r.revision, r.at, r.effective_from, r.principal_id, r.content
      FROM procedure p JOIN procedure_revision r ON r.province_id = p.province_id
        AND r.procedure_id = p.id AND r.revision > p.revision
      WHERE p.province_id = ? ORDER BY p.id, r.revision
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var found: [ProcedureCode: [ProcedureRevisionRecord]] = [:]
      while try row.next() {
        guard let code = codes.procedure(row.nextInt64()) else { throw .damaged("procedure") }
        found[code, default: []].append(try row.nextProcedureRevision())
      }
      return found
    }
  }

  /// Puts in what offerings were, so that what they are comes as the last change.
  func loadOfferings(into state: inout StoreState) throws(RowError) {
    for table in ["offering_past", "offering"] {
      for offering in try offerings(of: table) { state.catalogue.put(offering) }
    }
  }

  private func offerings(of table: String) throws(RowError) -> [OfferingRecord] {
    try connection.rows(
      composed: "SELECT procedure_id, agency_id, desk, levels, receives_online, "
        + "receives_by_post, valid_from, valid_to, assignees, paper_policies, etag, changed_at "
        + "FROM \(table) WHERE province_id = ? ORDER BY procedure_id, agency_id, etag"
    ) { (row) throws(RowError) in
      row.bind(province)
      var offerings: [OfferingRecord] = []
      while try row.next() { offerings.append(try readOffering(row)) }
      return offerings
    }
  }

  private func readOffering(_ row: SQLiteStatement) throws(RowError) -> OfferingRecord {
    guard let procedure = codes.procedure(row.nextInt64()),
      let agency = codes.agency(row.nextInt64())
    else { throw .damaged("offering") }
    let desk = row.nextTextOrNil().flatMap { AgencyCode($0) }
    guard let levels = try? SmallLists.levels(row.nextBytes()) else { throw .damaged("offering") }
    var offering = OfferingRecord(
      procedure: procedure,
      agency: agency,
      desk: desk,
      levels: levels,
      receivesOnline: row.nextBool(),
      receivesByPost: row.nextBool(),
      validFrom: row.nextDayOrNil(),
      validTo: row.nextDayOrNil()
    )
    guard let assignees = try? SmallLists.assignees(row.nextBytes()),
      let policies = try? SmallLists.paperPolicies(row.nextBytes())
    else { throw .damaged("offering") }
    offering.assignees = assignees
    offering.paperPolicies = policies
    offering.etag = row.nextInt64()
    offering.changedAt = row.nextInstant()
    return offering
  }

  func loadSectors(into state: inout StoreState) throws(RowError) {
    let sectors = try connection.rows(
      "SELECT code, name FROM sector WHERE province_id = ?"
    ) { (row) throws(RowError) in
      row.bind(province)
      var sectors: [SectorRecord] = []
      while try row.next() {
        sectors.append(SectorRecord(code: row.nextText(), name: row.nextText()))
      }
      return sectors
    }
    for sector in sectors { state.catalogue.put(sector) }
  }

  func loadCalendar(into state: inout StoreState) throws(RowError) {
    let (version, loadedAt) = try connection.rows(
      "SELECT version, loaded_at FROM calendar WHERE province_id = ? ORDER BY version DESC LIMIT 1"
    ) { (row) throws(RowError) -> (Int64, Instant?) in
      row.bind(province)
      guard try row.next() else { return (0, nil) }
      return (row.nextInt64(), row.nextInstant())
    }
    let days = try calendarDays(version: version)
    state.calendar = WorkingCalendar(days: days, version: version)
    state.calendarLoadedAt = loadedAt
  }

  /// The rows of one version of the calendar.
  func calendarDays(version: Int64) throws(RowError) -> [CalendarDay] {
    try connection.rows(
      """
      SELECT day, kind, name, basis, is_assumed FROM calendar_day
      WHERE province_id = ? AND version = ? ORDER BY day
      """
    ) { (row) throws(RowError) in
      row.bind(province).bind(version)
      var days: [CalendarDay] = []
      while try row.next() {
        let day = row.nextInt()
        guard let kind = row.nextEnum(DayKind.self) else { throw .damaged("calendar") }
        days.append(
          CalendarDay(
            date: CivilDate(daysSinceEpoch: day),
            kind: kind,
            name: row.nextText(),
            basis: row.nextText(),
            isAssumed: row.nextBool()
          )
        )
      }
      return days
    }
  }
}

extension StateLoader {
  /// Reads what the province decides about its dossiers; the law where it has decided nothing.
  func loadPolicy(into state: inout StoreState) throws(RowError) {
    let found = try connection.rows(
      """
      SELECT supplement_requests_max, extensions_max, extension_notice_days, etag
      FROM dossier_policy WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      guard try row.bind(province).next() else { return nil as (DossierPolicy, Int64)? }
      let policy = DossierPolicy(
        supplementRequestsMax: row.nextInt(),
        extensionsMax: row.nextInt(),
        extensionNoticeDays: row.nextInt()
      )
      return (policy, row.nextInt64())
    }
    guard let found else { return }
    state.policy = found.0
    state.policyEtag = found.1
  }
}
