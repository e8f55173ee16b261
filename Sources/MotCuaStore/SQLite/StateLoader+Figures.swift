import MotCuaDomain
import SQLiteEngine

extension StateLoader {
  /// Puts all figures of the statistics into the cube: those of the file where it is up to date, else
  /// the rollup added up.
  func loadFigures(
    into cube: StatisticsCube,
    _ file: FiguresFile,
    at position: CubePosition
  ) throws(RowError) {
    do throws(SQLiteError) {
      if let known = file.read(try FiguresFile.stamp(of: connection)) {
        return cube.restore(known, at: position)
      }
    } catch {
      throw .engine(error)
    }
    cube.restore(try addUpFigures(), at: position)
  }

  private func addUpFigures() throws(RowError) -> StatisticsCube.Details {
    try connection.rows(
      """
      SELECT agency_id, day, procedure_id, cell, amount FROM rollup WHERE province_id = ?
      ORDER BY agency_id, day
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      // Rows come agency by agency and day by day, and there are millions: what is known of the
      // agency stays at hand.
      var figures: StatisticsCube.Details = [:]
      var id: Int64?
      var code: AgencyCode?
      var agency: [ProcedureCode: StatisticsCube.Detail] = [:]
      while try row.next() {
        let next = row.int64(0)
        if next != id {
          if let code { figures[code] = agency }
          guard let known = codes.agency(next) else { throw .damaged("figure") }
          id = next
          code = known
          agency = figures.removeValue(forKey: known) ?? [:]
        }
        guard let procedure = codes.procedure(row.int64(2)) else { throw .damaged("figure") }
        let key = Int(row.int64(3))
        let day = Int(row.int64(1))
        agency[procedure, default: [:]][key, default: SparseSeries()].add(row.int64(4), on: day)
      }
      if let code { figures[code] = agency }
      return figures
    }
  }
}
