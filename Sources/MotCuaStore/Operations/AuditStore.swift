import MotCuaDomain

/// Reads the audit.
package protocol AuditStore: Sendable {
  /// The end of the chain.
  var auditHead: AuditHead { get }
  /// A page of the audit, the youngest entry first; the key is the id of the last one shown.
  func auditEntries(
    _ query: AuditQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<AuditRecord, Int64>
  /// Looks through the whole chain, and whether a place lies on it.
  func verifyAudit(_ checkpoint: AuditHead?) async throws(StoreError) -> AuditVerdict
}
