package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: StatisticsStore {
  /// The figures of a period.
  package func summary(_ query: StatisticsQuery) -> StatisticsSummary { cube.summary(query) }

  /// The figures of each agency in a period.
  package func agencyFigures(_ query: StatisticsQuery) -> [AgencyFigures] {
    cube.agencyFigures(query)
  }

  /// The figures of each day of a period.
  package func dailyFigures(_ query: StatisticsQuery) -> [DailyFigures] {
    cube.dailyFigures(query)
  }

  /// The figures of each procedure in a period that has any.
  package func procedureFigures(
    _ query: StatisticsQuery
  ) async throws(StoreError) -> [ProcedureFigures] {
    let codes = codes
    let province = configuration.provinceID
    let agencies = query.agencies ?? Set(directory.agencies.map(\.code))
    let found = try await reads.read(on: .pool) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT procedure_id, cell, sum(amount) FROM rollup
        WHERE province_id = ? AND agency_id IN (SELECT value FROM json_each(?))
          AND day BETWEEN ? AND ?
        GROUP BY procedure_id, cell
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(ScopeCondition.list(agencies, codes))
        row.bind(query.from).bind(query.to)
        var found: [ProcedureCode: MeasureCounts] = [:]
        while try row.next() {
          guard let procedure = codes.procedure(row.int64(0)),
            let key = RollupKey(index: Int(row.int64(1)))
          else { throw .damaged("figure") }
          found[procedure, default: MeasureCounts()][key] += row.int64(2)
        }
        return found
      }
    }
    return found.map { ProcedureFigures(procedure: $0.key, counts: $0.value) }
      .sorted { $0.procedure < $1.procedure }
  }

  /// What is late at an instant.
  package func presentFigures(
    agencies: Set<AgencyCode>?,
    at now: Instant,
    on lane: ReadLane
  ) async throws(StoreError) -> PresentFigures {
    let codes = codes
    let province = configuration.provinceID
    return try await reads.read(on: lane) { (connection) throws(RowError) in
      let list = agencies.map { ScopeCondition.list($0, codes) }
      let filter = list == nil ? "" : " AND agency_id IN (SELECT value FROM json_each(?))"
      func count(_ sql: String, _ instant: Instant?) throws(RowError) -> Int64 {
        try connection.rows(composed: sql + filter) { (row) throws(RowError) in
          row.bind(province)
          if let instant { row.bind(instant) }
          if let list { row.bind(list) }
          return try row.next() ? row.int64(0) : 0
        }
      }
      let running = try count(
        "SELECT count(*) FROM dossier INDEXED BY dossier_clock "
          + "WHERE province_id = ? AND clock_due_at IS NOT NULL AND clock_due_at <= ?",
        now
      )
      let stopped = try count(
        "SELECT count(*) FROM dossier INDEXED BY dossier_stopped_late "
          + "WHERE province_id = ? AND clock_stopped_at >= late_from AND finished_at IS NULL",
        nil
      )
      let waiting = try count(
        "SELECT count(*) FROM dossier INDEXED BY dossier_waiting "
          + "WHERE province_id = ? AND state = 1 AND acceptance_due_at < ?",
        now
      )
      return PresentFigures(overdue: running + stopped, waitingOverdue: waiting)
    }
  }

  /// Counts everything again from the dossiers and their history, and compares.
  package func recount(
    _ goesOn: @escaping @Sendable (RecountProgress) -> Bool
  ) async throws(StoreError) -> RecountReport {
    let report = try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      var recount = Recount()
      let run = Recounting(connection: connection, reader: reader(connection), goesOn: goesOn)
      return try run.run(into: &recount) ? recount.report : nil
    }
    guard let report else { throw .storage("A recount was told to stop.") }
    return report
  }
}
