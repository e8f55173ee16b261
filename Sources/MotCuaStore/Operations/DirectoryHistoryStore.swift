package import MotCuaDomain

/// Reads what agencies and the calendar were: every change is kept for ever.
package protocol DirectoryHistoryStore: Sendable {
  /// The changes of an agency, the youngest first, those with a smaller etag than `etag`.
  ///
  /// `code` is the agency's own code, not the one in the other shape.
  func agencyRevisions(
    _ code: AgencyCode,
    before etag: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [AgencyRevisionRecord]

  /// The versions of the calendar, the youngest first, those before `version`.
  func calendarVersions(
    before version: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [CalendarVersionRecord]
}
