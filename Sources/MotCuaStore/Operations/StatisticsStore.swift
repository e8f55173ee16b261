package import MotCuaDomain

/// Reads the figures; those of whole days come from RAM.
package protocol StatisticsStore: Sendable {
  /// The figures of a period.
  func summary(_ query: StatisticsQuery) -> StatisticsSummary
  /// The figures of each agency in a period, in the order of the codes; agencies without any too
  /// where the query names them.
  func agencyFigures(_ query: StatisticsQuery) -> [AgencyFigures]
  /// The figures of each day of a period, days without any included.
  func dailyFigures(_ query: StatisticsQuery) -> [DailyFigures]
  /// The figures of each procedure in a period that has any.
  func procedureFigures(_ query: StatisticsQuery) async throws(StoreError) -> [ProcedureFigures]
  /// What is late at an instant.
  func presentFigures(
    agencies: Set<AgencyCode>?,
    at now: Instant,
    on lane: ReadLane
  ) async throws(StoreError) -> PresentFigures
  /// Counts everything again from the dossiers and their history, and compares, all as of one commit.
  ///
  /// It tells how far it is after each page of dossiers and goes on while the answer is true.
  ///
  /// - Throws: storage where it was told to stop.
  func recount(
    _ goesOn: @escaping @Sendable (RecountProgress) -> Bool
  ) async throws(StoreError) -> RecountReport
}

extension StatisticsStore {
  /// Counts everything again to the end.
  package func recount() async throws(StoreError) -> RecountReport {
    try await recount { _ in true }
  }
}
