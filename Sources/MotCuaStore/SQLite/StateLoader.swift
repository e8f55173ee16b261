import MotCuaDomain
import SQLiteEngine

/// Reads at the start what lives in RAM.
struct StateLoader {
  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64

  func load() throws(RowError) -> StoreState {
    var state = StoreState()
    try loadAgencies(into: &state)
    try loadSuccessions(into: &state)
    try loadOfficers(into: &state)
    try loadProcedures(into: &state)
    try loadOfferings(into: &state)
    try loadSectors(into: &state)
    try loadPrincipals(into: &state)
    try loadTokens(into: &state)
    try loadCalendar(into: &state)
    try loadPolicy(into: &state)
    try loadPaymentProviders(into: &state)
    state.lastSequence = try last("SELECT max(sequence) FROM dossier_event")
    state.lastEnteredAt = Instant(
      milliseconds: try last("SELECT entered_at FROM dossier_event ORDER BY sequence DESC LIMIT 1")
    )
    state.lastDossierID = try last("SELECT max(id) FROM dossier")
    try loadAuditHead(into: &state)
    state.catalogue.seal()
    return state
  }

  /// The largest number of a key, 0 where there is none.
  private func last(_ sql: StaticString) throws(RowError) -> Int64 {
    try connection.rows(sql) { (row) throws(RowError) in try row.next() ? row.int64(0) : 0 }
  }

  private func loadAuditHead(into state: inout StoreState) throws(RowError) {
    let head = try connection.rows(
      "SELECT id, hash, at FROM audit ORDER BY id DESC LIMIT 1"
    ) { (row) throws(RowError) in
      guard try row.next() else { return AuditHead.beginning }
      return AuditHead(id: row.nextInt64(), hash: row.nextBytes(), at: row.nextInstant())
    }
    state.auditHead = head
  }

  private func loadAgencies(into state: inout StoreState) throws(RowError) {
    let agencies = try connection.rows(
      """
      SELECT id, code, other_code, name, short_name, level, kind, parent, head_officer,
        valid_from, valid_to, bank_code, account_number, account_name, e_wallet, working_hours,
        paper_policies, created_at, updated_at, etag
      FROM agency WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var agencies: [AgencyRecord] = []
      while try row.next() { agencies.append(try readAgency(row)) }
      return agencies
    }
    try loadEarlierAgencies(into: &state)
    for agency in agencies { state.directory.put(agency) }
  }

  /// Puts in what agencies were, so that what they are comes as the last change.
  private func loadEarlierAgencies(into state: inout StoreState) throws(RowError) {
    let revisions = try connection.rows(
      "SELECT content FROM agency_revision WHERE province_id = ? ORDER BY agency_id, etag"
    ) { (row) throws(RowError) in
      row.bind(province)
      var revisions: [AgencyRecord] = []
      while try row.next() {
        guard let agency = try? AgencyRecord(encoded: row.nextBytes()) else {
          throw .damaged("agency")
        }
        revisions.append(agency)
      }
      return revisions
    }
    for agency in revisions { state.directory.put(agency) }
  }

  private func readAgency(_ row: SQLiteStatement) throws(RowError) -> AgencyRecord {
    let id = row.nextInt64()
    guard let code = AgencyCode(row.nextText()) else { throw .damaged("agency") }
    codes.restore(code, id: id)
    let other = row.nextTextOrNil().flatMap { AgencyCode($0) }
    let name = row.nextText()
    let shortName = row.nextText()
    guard let level = row.nextEnum(AgencyLevel.self), let kind = row.nextEnum(AgencyKind.self)
    else { throw .damaged("agency") }
    var agency = AgencyRecord(
      code: code,
      otherCode: other,
      name: name,
      shortName: shortName,
      level: level,
      kind: kind,
      parent: row.nextTextOrNil().flatMap { AgencyCode($0) },
      headOfficer: row.nextTextOrNil(),
      validFrom: row.nextDayOrNil(),
      validTo: row.nextDayOrNil()
    )
    let bank = row.nextTextOrNil()
    let number = row.nextTextOrNil() ?? ""
    let holder = row.nextTextOrNil() ?? ""
    agency.account = bank.map {
      BeneficiaryAccountRecord(bankCode: $0, accountNumber: number, accountName: holder)
    }
    agency.eWallet = row.nextText()
    guard let hours = try? SmallLists.spans(row.nextBytes()) else { throw .damaged("agency") }
    agency.workingHours = hours
    guard let policies = try? SmallLists.paperPolicies(row.nextBytes()) else {
      throw .damaged("agency")
    }
    agency.paperPolicies = policies
    agency.createdAt = row.nextInstant()
    agency.updatedAt = row.nextInstant()
    agency.etag = row.nextInt64()
    return agency
  }

  private func loadOfficers(into state: inout StoreState) throws(RowError) {
    let officers = try connection.rows(
      """
      SELECT code, name, agency, is_head, postings, created_at, updated_at, etag
      FROM officer WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var officers: [OfficerRecord] = []
      while try row.next() {
        let code = row.nextText()
        let name = row.nextText()
        guard let agency = AgencyCode(row.nextText()) else { throw .damaged("officer") }
        let isHead = row.nextBool()
        guard let postings = try? SmallLists.postings(row.nextBytes()) else {
          throw .damaged("officer")
        }
        officers.append(
          OfficerRecord(
            code: code,
            name: name,
            agency: agency,
            isHead: isHead,
            postings: postings,
            createdAt: row.nextInstant(),
            updatedAt: row.nextInstant(),
            etag: row.nextInt64()
          )
        )
      }
      return officers
    }
    for officer in officers { state.directory.put(officer) }
  }
}
