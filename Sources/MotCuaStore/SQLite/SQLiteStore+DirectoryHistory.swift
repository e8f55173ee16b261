package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: DirectoryHistoryStore {
  /// The changes of an agency, the youngest first.
  package func agencyRevisions(
    _ code: AgencyCode,
    before etag: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [AgencyRevisionRecord] {
    guard let id = codes.id(of: code) else { return [] }
    let province = configuration.provinceID
    return try await reads.read(on: lane) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT content, principal_id FROM agency_revision
        WHERE province_id = ? AND agency_id = ? AND etag < ? ORDER BY etag DESC LIMIT ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(id).bind(etag ?? .max).bind(Int64(limit))
        var revisions: [AgencyRevisionRecord] = []
        while try row.next() {
          guard let agency = try? AgencyRecord(encoded: row.nextBytes()) else {
            throw .damaged("agency")
          }
          revisions.append(AgencyRevisionRecord(agency: agency, principalID: row.nextInt64()))
        }
        return revisions
      }
    }
  }

  /// The versions of the calendar, the youngest first.
  package func calendarVersions(
    before version: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [CalendarVersionRecord] {
    let codes = codes
    let province = configuration.provinceID
    return try await reads.read(on: lane) { (connection) throws(RowError) in
      let loader = StateLoader(connection: connection, codes: codes, province: province)
      let found = try connection.rows(
        """
        SELECT version, loaded_at FROM calendar
        WHERE province_id = ? AND version < ? ORDER BY version DESC LIMIT ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(version ?? .max).bind(Int64(limit))
        var found: [(version: Int64, loadedAt: Instant)] = []
        while try row.next() { found.append((row.nextInt64(), row.nextInstant())) }
        return found
      }
      var versions: [CalendarVersionRecord] = []
      for entry in found {
        let days = try loader.calendarDays(version: entry.version)
        versions.append(
          CalendarVersionRecord(
            calendar: WorkingCalendar(days: days, version: entry.version),
            loadedAt: entry.loadedAt
          )
        )
      }
      return versions
    }
  }
}
