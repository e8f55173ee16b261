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
        SELECT count(*), coalesce(sum(is_electronic), 0), coalesce(sum(has_file AND EXISTS (
            SELECT 1 FROM dossier_component c
            WHERE c.dossier_id = id AND c.file_id IS NOT NULL)), 0),
          coalesce(sum(EXISTS (
            SELECT 1 FROM dossier_component c
            WHERE c.dossier_id = id AND c.source IN (?, ?))), 0)
        FROM (
          SELECT d.id AS id, max(r.is_electronic) AS is_electronic,
            max(r.file_id IS NOT NULL) AS has_file
          FROM dossier d JOIN dossier_result r ON r.dossier_id = d.id
          WHERE d.province_id = ? AND d.agency_id IN (SELECT value FROM json_each(?))
            AND d.finished_at BETWEEN ? AND ?
          GROUP BY d.id)
        """
      ) { (row) throws(RowError) in
        row.bind(reused[0]).bind(reused[1]).bind(province)
        row.bind(ScopeCondition.list(agencies, codes)).bind(from).bind(to)
        var figures = DigitisationFigures()
        guard try row.next() else { return figures }
        figures.withResult = row.nextInt64()
        figures.electronic = row.nextInt64()
        figures.digitised = row.nextInt64()
        figures.reusing = row.nextInt64()
        return figures
      }
    }
  }
}
