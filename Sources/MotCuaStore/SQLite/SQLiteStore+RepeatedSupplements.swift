package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: RepeatedSupplementStore {
  /// The whole histories of the dossiers for which a supplement was requested more than once.
  package func repeatedSupplements(
    since instant: Instant
  ) async throws(StoreError) -> [[FigureEvent]] {
    let codes = codes
    let province = configuration.provinceID
    return try await reads.read(on: .pool) { (connection) throws(RowError) in
      let reader = FigureReader(connection: connection, codes: codes, province: province)
      let found = try connection.rows(
        """
        SELECT id FROM dossier INDEXED BY dossier_repeated_supplement
        WHERE province_id = ? AND supplement_count > 1
          AND (finished_at IS NULL OR updated_at >= ?) ORDER BY id
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(instant)
        var found: [Int64] = []
        while try row.next() { found.append(row.nextInt64()) }
        return found
      }
      var lives: [[FigureEvent]] = []
      for dossier in found { lives.append(try reader.events(of: dossier)) }
      return lives
    }
  }
}
