import MotCuaDomain
import SQLiteEngine

/// Reads dossiers over one connection, whoever owns it.
struct DossierReader {
  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64

  private static let byCode = SQLText(
    "SELECT \(DossierColumns.list) FROM dossier WHERE province_id = ? AND code = ?"
  )
  private static let byCodeInScope = SQLText(byCode.text + " AND " + ScopeCondition.perRow)
  private static let byCodeOfOwner = SQLText(
    byCode.text + " AND identity_number = ? AND " + ScopeCondition.paper()
  )

  /// A dossier with its supplement, fees and results; what lies outside never leaves the database.
  func dossier(_ code: DossierCode, in scope: RowScope) throws(RowError) -> DossierRecord? {
    switch scope {
    case .all: return try dossier(code, Self.byCode)
    case .owner(let key): return try dossier(code, Self.byCodeOfOwner, owner: OwnerKey(key))
    case .agencies(let agencies):
      return try connection.answering(
        by: { codes.isAgency($0, in: agencies) },
        while: { () throws(RowError) in try dossier(code, Self.byCodeInScope) }
      )
    }
  }

  private func dossier(
    _ code: DossierCode,
    _ sql: SQLText,
    owner: OwnerKey? = nil
  ) throws(RowError) -> DossierRecord? {
    let found = try connection.rows(sql) { (row) throws(RowError) in
      row.bind(province).bind(code.text)
      if let owner { row.bind(owner.number).bind(owner.isPassport) }
      return try row.next() ? try DossierColumns.read(row, codes: codes) : nil
    }
    guard let found else { return nil }
    return try complete(found.dossier, found.parts)
  }

  /// Puts in what hangs on a dossier in other tables; most have nothing there.
  func complete(
    _ dossier: DossierRecord,
    _ parts: DossierColumns.PartCounts
  ) throws(RowError) -> DossierRecord {
    var dossier = dossier
    if parts.supplements > 0 { dossier.supplement = try supplement(of: dossier.id) }
    if parts.fees > 0 { dossier.fees = try fees(of: dossier.id) }
    if parts.results > 0 { dossier.results = try results(of: dossier.id) }
    if parts.hasExtras { try readExtras(into: &dossier) }
    return dossier
  }

  /// A dossier with its components, history and pauses too.
  func detail(_ code: DossierCode, in scope: RowScope) throws(RowError) -> DossierDetail? {
    guard let dossier = try dossier(code, in: scope) else { return nil }
    return DossierDetail(
      dossier: dossier,
      components: try components(of: dossier.id),
      events: try events(of: dossier),
      pauses: try pauses(of: dossier.id)
    )
  }

  private func supplement(of id: Int64) throws(RowError) -> SupplementRecord? {
    try connection.rows(
      """
      SELECT reason, component_codes, is_paper_requested, is_paper_declared, requested_at,
        deadline, provided_at, old_due_at, new_due_at
      FROM dossier_supplement WHERE dossier_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(id)
      guard try row.next() else { return nil }
      let reason = row.nextText()
      guard let codes = try? SmallLists.texts(row.nextBytes()) else {
        throw .damaged("supplement")
      }
      return SupplementRecord(
        reason: reason,
        componentCodes: codes,
        isPaperRequested: row.nextBool(),
        isPaperDeclared: row.nextBool(),
        requestedAt: row.nextInstant(),
        deadline: row.nextDayOrNil(),
        providedAt: row.nextInstantOrNil(),
        oldDueAt: row.nextInstantOrNil(),
        newDueAt: row.nextInstantOrNil()
      )
    }
  }

  private func fees(of id: Int64) throws(RowError) -> [DossierFeeRecord] {
    try connection.rows(
      """
      SELECT kind, name, amount, is_exempt, exemption_reason, method, transaction_reference,
        recorded_at
      FROM dossier_fee WHERE dossier_id = ? ORDER BY position
      """
    ) { (row) throws(RowError) in
      row.bind(id)
      var fees: [DossierFeeRecord] = []
      while try row.next() {
        guard let kind = row.nextEnum(FeeKind.self) else { throw .damaged("fee") }
        fees.append(
          DossierFeeRecord(
            kind: kind,
            name: row.nextText(),
            amount: Money(dong: row.nextInt64()),
            isExempt: row.nextBool(),
            exemptionReason: row.nextText(),
            method: row.nextInt64OrNil().flatMap { PaymentMethod(rawValue: Int($0)) },
            transactionReference: row.nextTextOrNil() ?? "",
            recordedAt: row.nextInstant()
          )
        )
      }
      return fees
    }
  }

  private func results(of id: Int64) throws(RowError) -> [DossierResultRecord] {
    try connection.rows(
      """
      SELECT number, name, is_refusal, is_electronic, hash, signer, certificate_serial,
        file_id, issued_at, revoked_at, revocation_reason, replacement
      FROM dossier_result WHERE dossier_id = ? ORDER BY number
      """
    ) { (row) throws(RowError) in
      row.bind(id)
      var results: [DossierResultRecord] = []
      while try row.next() {
        var result = DossierResultRecord(
          number: row.nextInt(),
          name: row.nextText(),
          isRefusal: row.nextBool(),
          isElectronic: row.nextBool(),
          hash: row.nextBytes(),
          signer: row.nextText(),
          certificateSerial: row.nextText(),
          fileID: row.nextInt64OrNil(),
          issuedAt: row.nextInstant()
        )
        let revokedAt = row.nextInstantOrNil()
        let reason = row.nextTextOrNil() ?? ""
        let replacement = row.nextInt64OrNil().map { Int($0) }
        result.revocation = revokedAt.map {
          ResultRevocationRecord(at: $0, reason: reason, replacement: replacement)
        }
        results.append(result)
      }
      return results
    }
  }

  private func components(of id: Int64) throws(RowError) -> [ProvidedComponentRecord] {
    try connection.rows(
      """
      SELECT code, name, source, quantity, file_reference, hash, is_from_supplement, file_id
      FROM dossier_component WHERE dossier_id = ? ORDER BY position
      """
    ) { (row) throws(RowError) in
      row.bind(id)
      var components: [ProvidedComponentRecord] = []
      while try row.next() {
        let code = row.nextText()
        let name = row.nextText()
        guard let source = row.nextEnum(ComponentSource.self) else { throw .damaged("component") }
        components.append(
          ProvidedComponentRecord(
            code: code,
            name: name,
            source: source,
            quantity: row.nextInt(),
            fileReference: row.nextText(),
            hash: row.nextBytes(),
            isFromSupplement: row.nextBool(),
            fileID: row.nextInt64OrNil()
          )
        )
      }
      return components
    }
  }

  /// The pauses of a dossier, the oldest first.
  func pauses(of id: Int64) throws(RowError) -> [PauseRecord] {
    try connection.rows(
      """
      SELECT state, begins_at, ends_at, resumes_to, due_before, due_after
      FROM dossier_pause WHERE dossier_id = ? ORDER BY position
      """
    ) { (row) throws(RowError) in
      row.bind(id)
      var pauses: [PauseRecord] = []
      while try row.next() {
        guard let state = row.nextEnum(DossierState.self) else { throw .damaged("pause") }
        let from = row.nextInstant()
        let to = row.nextInstantOrNil()
        guard let origin = row.nextEnum(DossierState.self) else { throw .damaged("pause") }
        pauses.append(
          PauseRecord(
            state: state,
            from: from,
            to: to,
            resumesTo: origin,
            dueBefore: row.nextInstantOrNil(),
            dueAfter: row.nextInstantOrNil()
          )
        )
      }
      return pauses
    }
  }
}
