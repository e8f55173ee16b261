import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: AuditStore {
  /// How many entries one read of a look through the chain holds.
  private static let walkBatch = 2048

  /// A page of the audit, the youngest entry first.
  package func auditEntries(
    _ query: AuditQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<AuditRecord, Int64> {
    var found = try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(composed: query.sql) { (row) throws(RowError) in
        row.bind(id ?? Int64.max)
        query.bind(to: row)
        row.bind(limit + 1)
        return try AuditRecord.all(row)
      }
    }
    guard found.count > limit else { return Page(items: found) }
    found.removeLast()
    return Page(items: found, next: found.last?.id)
  }

  /// Looks through the whole chain, and whether a place lies on it; the writer goes on meanwhile.
  package func verifyAudit(
    _ checkpoint: AuditHead?
  ) async throws(StoreError) -> AuditVerdict {
    let known = auditHead
    var walk = AuditWalk(checkpoint: checkpoint)
    var last: Int64 = 0
    while true {
      let batch = try await auditEntries(after: last)
      for entry in batch { walk.take(entry) }
      guard let end = batch.last, walk.verdict.brokenID == nil else { break }
      last = end.id
    }
    return walk.end(atLeast: known)
  }

  private func auditEntries(after id: Int64) async throws(StoreError) -> [AuditRecord] {
    try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT id, at, principal_id, method, request_id, subject, purpose, hash
        FROM audit WHERE id > ? ORDER BY id LIMIT ?
        """
      ) { (row) throws(RowError) in
        row.bind(id).bind(Self.walkBatch)
        return try AuditRecord.all(row)
      }
    }
  }
}

extension AuditQuery {
  fileprivate var sql: String {
    var text =
      "SELECT id, at, principal_id, method, request_id, subject, purpose, hash FROM audit "
      + "WHERE id < ?"
    if principalID != nil { text += " AND principal_id = ?" }
    if subject != nil { text += " AND subject = ?" }
    if method != nil { text += " AND method = ?" }
    if from != nil { text += " AND at >= ?" }
    if before != nil { text += " AND at < ?" }
    return text + " ORDER BY id DESC LIMIT ?"
  }

  fileprivate func bind(to row: SQLiteStatement) {
    if let principalID { row.bind(principalID) }
    if let subject { row.bind(subject) }
    if let method { row.bind(method) }
    if let from { row.bind(from) }
    if let before { row.bind(before) }
  }
}

extension AuditRecord {
  /// Reads a row of the columns in the order of their declaration here.
  init(_ row: SQLiteStatement) {
    self.init(
      id: row.nextInt64(),
      at: row.nextInstant(),
      principalID: row.nextInt64(),
      method: row.nextText(),
      requestID: row.nextBytesOrNil().flatMap { RequestID(bytes: $0) },
      subject: row.nextText(),
      purpose: row.nextText(),
      hash: row.nextBytes()
    )
  }

  /// Reads the rows of a statement.
  fileprivate static func all(_ row: SQLiteStatement) throws(RowError) -> [AuditRecord] {
    var entries: [AuditRecord] = []
    while try row.next() { entries.append(AuditRecord(row)) }
    return entries
  }
}
