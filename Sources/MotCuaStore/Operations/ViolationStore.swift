import MotCuaDomain

/// Reads what the rules about paper left on record.
package protocol ViolationStore: Sendable {
  /// A page of records, the youngest first; the key is the id of the last one shown.
  func violations(
    _ query: ViolationQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<ViolationRecord, Int64>
  /// The counts of all who have any record, in the order of their codes.
  func violationCounts(
    _ query: ViolationQuery,
    by grouping: ViolationGrouping
  ) async throws(StoreError) -> [ViolationCount]
}
