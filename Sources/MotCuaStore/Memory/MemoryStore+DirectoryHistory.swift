package import MotCuaDomain

extension MemoryStore: DirectoryHistoryStore {
  /// The changes of an agency, the youngest first.
  package func agencyRevisions(
    _ code: AgencyCode,
    before etag: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [AgencyRevisionRecord] {
    let all = snapshot().agencyRevisions[code] ?? []
    return Array(all.reversed().filter { $0.agency.etag < etag ?? .max }.prefix(limit))
  }

  /// The versions of the calendar, the youngest first.
  package func calendarVersions(
    before version: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [CalendarVersionRecord] {
    let all = snapshot().calendars
    return Array(all.reversed().filter { $0.calendar.version < version ?? .max }.prefix(limit))
  }
}
