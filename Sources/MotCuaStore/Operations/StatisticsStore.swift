/// Counts the figures again.
package protocol StatisticsStore: Sendable {
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
