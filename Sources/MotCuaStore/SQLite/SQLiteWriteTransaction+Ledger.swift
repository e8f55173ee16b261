import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  /// What an earlier request with the same id left behind.
  func storedOutcome(of id: RequestID) throws(SQLiteError) -> KeptOutcome? {
    try keptOutcome(envelope.principalID, envelope.method, id)
  }

  /// What is kept of a request: the hash of its body, its answer, and when it took effect.
  typealias KeptOutcome = (bodyHash: [UInt8], answer: [UInt8], at: Instant)

  /// What is kept of anybody's request.
  func keptOutcome(
    _ principal: Int64,
    _ method: String,
    _ id: RequestID
  ) throws(SQLiteError) -> KeptOutcome? {
    try connection.with(
      """
      SELECT body_hash, answer, at FROM operation
      WHERE province_id = ? AND principal_id = ? AND method = ? AND request_id = ?
      """
    ) { (row) throws(SQLiteError) in
      row.bind(province).bind(principal).bind(method).bind(id.bytes)
      return try row.step()
        ? (row.bytes(0), row.bytes(1), Instant(milliseconds: row.int64(2))) : nil
    }
  }

  /// Keeps the answer of a request for its repeats.
  func store(_ answer: [UInt8], of id: RequestID) throws(SQLiteError) {
    try connection.statement(
      """
      INSERT INTO operation(province_id, principal_id, method, request_id, body_hash, answer, at)
      VALUES(?, ?, ?, ?, ?, ?, ?)
      """
    )
    .bind(province).bind(envelope.principalID).bind(envelope.method).bind(id.bytes)
    .bind(envelope.bodyHash).bind(answer).bind(envelope.now).run()
  }

  /// Writes who did what, as the next entry of the chain.
  func audit() throws(SQLiteError) {
    try append(
      AuditChain.entry(
        after: state.auditHead,
        envelope,
        subject: auditSubject,
        purpose: auditPurpose
      )
    )
  }

  func audit(_ dossier: DossierCode, _ purpose: String, byServer: Bool) throws(StoreError) {
    let entry = AuditChain.entry(
      after: state.auditHead,
      byServer ? envelope.byServer : envelope,
      subject: dossier.text,
      purpose: purpose
    )
    try storing { () throws(SQLiteError) in try append(entry) }
  }

  private func append(_ entry: AuditRecord) throws(SQLiteError) {
    try connection.statement(
      """
      INSERT INTO audit(id, province_id, at, principal_id, method, request_id, subject, purpose,
        hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    .bind(entry.id).bind(province).bind(entry.at).bind(entry.principalID).bind(entry.method)
    .bind(entry.requestID?.bytes).bind(entry.subject).bind(entry.purpose).bind(entry.hash).run()
    state.auditHead = AuditHead(id: entry.id, hash: entry.hash, at: entry.at)
  }

  /// How many outcomes are forgotten at once, so that the next group waits for a few milliseconds.
  private static let forgottenAtOnce = 500

  /// Forgets outcomes from before an instant, a few at a time.
  ///
  /// - Returns: whether none is left.
  func forgetOutcomes(before instant: Instant) throws(SQLiteError) -> Bool {
    try connection.statement(
      """
      DELETE FROM operation WHERE (province_id, principal_id, method, request_id) IN (
        SELECT province_id, principal_id, method, request_id FROM operation
        WHERE at < ? ORDER BY at LIMIT ?)
      """
    )
    .bind(instant).bind(Self.forgottenAtOnce).run()
    return connection.changes < Self.forgottenAtOnce
  }
}
