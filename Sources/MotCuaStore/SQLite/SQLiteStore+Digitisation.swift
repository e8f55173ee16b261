package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: DigitisationStore {
  /// The figures of the dossiers of some agencies that ended from one instant to another.
  package func digitisation(
    agencies: Set<AgencyCode>,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> DigitisationFigures {
    let codes = codes
    let province = configuration.provinceID
    let reused = [ComponentSource.storeLink, .database].map(\.rawValue)
    return try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT count(*), coalesce(sum(has_result), 0), coalesce(sum(is_electronic), 0),
          coalesce(sum(has_file AND EXISTS (
            SELECT 1 FROM dossier_component c
            WHERE c.dossier_id = id AND c.file_id IS NOT NULL)), 0),
          coalesce(sum(EXISTS (
            SELECT 1 FROM dossier_component c
            WHERE c.dossier_id = id AND c.source IN (?, ?))), 0),
          coalesce(sum(took), 0)
        FROM (
          SELECT d.id AS id, count(r.dossier_id) > 0 AS has_result,
            coalesce(max(r.is_electronic), 0) AS is_electronic,
            coalesce(max(r.file_id IS NOT NULL), 0) AS has_file,
            d.finished_at - d.received_at AS took
          FROM dossier d LEFT JOIN dossier_result r
            ON r.dossier_id = d.id AND (r.revoked_at IS NULL OR r.revoked_at > ?)
          WHERE d.province_id = ? AND d.agency_id IN (SELECT value FROM json_each(?))
            AND d.finished_at BETWEEN ? AND ?
          GROUP BY d.id)
        """
      ) { (row) throws(RowError) in
        row.bind(reused[0]).bind(reused[1]).bind(to).bind(province)
        row.bind(ScopeCondition.list(agencies, codes)).bind(from).bind(to)
        var figures = DigitisationFigures()
        guard try row.next() else { return figures }
        figures.ended = row.nextInt64()
        figures.withResult = row.nextInt64()
        figures.electronic = row.nextInt64()
        figures.digitised = row.nextInt64()
        figures.reusing = row.nextInt64()
        figures.milliseconds = row.nextInt64()
        return figures
      }
    }
  }

  /// The histories of the dossiers that were rated with a score or a lower one within a span.
  package func rated(
    upTo score: Int,
    from: Instant,
    to: Instant
  ) async throws(StoreError) -> [[FigureEvent]] {
    let ids = try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        "SELECT dossier_id FROM dossier_extra WHERE rating <= ? AND rated_at BETWEEN ? AND ?"
      ) { (row) throws(RowError) in
        row.bind(Int64(score)).bind(from).bind(to)
        var ids: Set<Int64> = []
        while try row.next() { ids.insert(row.nextInt64()) }
        return ids
      }
    }
    return try await lives(of: ids, on: .pool)
  }
}
