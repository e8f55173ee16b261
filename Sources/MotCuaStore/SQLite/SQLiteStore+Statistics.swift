import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: StatisticsStore {
  /// Counts everything again from the dossiers and their history, and compares.
  package func recount(
    _ goesOn: @escaping @Sendable (RecountProgress) -> Bool
  ) async throws(StoreError) -> RecountReport {
    let image = CubeImage(cube)
    let report = try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      var recount = Recount()
      recount.image = image
      let run = Recounting(connection: connection, reader: reader(connection), goesOn: goesOn)
      return try run.run(into: &recount) ? recount.report : nil
    }
    guard let report else { throw .storage("A recount was told to stop.") }
    return report
  }
}
