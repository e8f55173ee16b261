import MotCuaDomain
import SQLiteEngine

extension StateLoader {
  func loadPrincipals(into state: inout StoreState) throws(RowError) {
    let principals = try connection.rows(
      """
      SELECT id, kind, name, agencies, officer, duties, subject_id, is_disabled, created_at, etag
      FROM principal WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var principals: [PrincipalRecord] = []
      while try row.next() { principals.append(try readPrincipal(row)) }
      return principals
    }
    for principal in principals { state.identities.put(principal) }
  }

  private func readPrincipal(_ row: SQLiteStatement) throws(RowError) -> PrincipalRecord {
    let id = row.nextInt64()
    guard let kind = row.nextEnum(PrincipalKind.self) else { throw .damaged("principal") }
    let name = row.nextText()
    guard let agencies = try? SmallLists.agencyCodes(row.nextBytes()) else {
      throw .damaged("principal")
    }
    let officer = row.nextTextOrNil()
    let duties = row.nextInt()
    return PrincipalRecord(
      id: id,
      kind: kind,
      name: name,
      agencies: agencies,
      officer: officer,
      duties: OfficerDuty.allCases.filter { duties & 1 << $0.rawValue != 0 },
      subjectID: row.nextTextOrNil(),
      isDisabled: row.nextBool(),
      createdAt: row.nextInstant(),
      etag: row.nextInt64()
    )
  }

  func loadTokens(into state: inout StoreState) throws(RowError) {
    let tokens = try connection.rows(
      """
      SELECT id, principal_id, hash, label, created_at, expires_at, revoked_at
      FROM token WHERE province_id = ?
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var tokens: [TokenRecord] = []
      while try row.next() {
        let id = row.nextInt64()
        let principal = row.nextInt64()
        guard let hash = TokenHash(bytes: row.nextBytes()) else { throw .damaged("token") }
        tokens.append(
          TokenRecord(
            id: id,
            principalID: principal,
            hash: hash,
            label: row.nextText(),
            createdAt: row.nextInstant(),
            expiresAt: row.nextInstant(),
            revokedAt: row.nextInstantOrNil()
          )
        )
      }
      return tokens
    }
    for token in tokens { state.identities.put(token) }
  }
}
