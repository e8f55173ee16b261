import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  /// What an earlier request with the same id left behind.
  func storedOutcome(
    of id: RequestID
  ) throws(SQLiteError) -> (bodyHash: [UInt8], answer: [UInt8])? {
    try connection.with(
      """
      SELECT body_hash, answer FROM operation
      WHERE province_id = ? AND principal_id = ? AND method = ? AND request_id = ?
      """
    ) { (row) throws(SQLiteError) in
      row.bind(province).bind(envelope.principalID).bind(envelope.method).bind(id.bytes)
      return try row.step() ? (row.bytes(0), row.bytes(1)) : nil
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

  /// Writes who did what.
  func audit() throws(SQLiteError) {
    try connection.statement(
      """
      INSERT INTO audit(province_id, at, principal_id, method, request_id, subject)
      VALUES(?, ?, ?, ?, ?, ?)
      """
    )
    .bind(province).bind(envelope.now).bind(envelope.principalID).bind(envelope.method)
    .bind(envelope.requestID?.bytes).bind(auditSubject).run()
  }

  /// Forgets outcomes from before an instant, a few at a time.
  func forgetOutcomes(before instant: Instant) throws(SQLiteError) {
    try connection.statement(
      """
      DELETE FROM operation WHERE (province_id, principal_id, method, request_id) IN (
        SELECT province_id, principal_id, method, request_id FROM operation
        WHERE at < ? ORDER BY at LIMIT 500)
      """
    )
    .bind(instant).run()
  }
}
