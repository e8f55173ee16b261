package import MotCuaDomain

/// Reads dossiers for which a supplement was requested more than once.
package protocol RepeatedSupplementStore: Sendable {
  /// The whole histories of those that had not ended, or had a step, at an instant or later.
  ///
  /// The law allows one request in the life of a dossier, so there are few or none.
  func repeatedSupplements(since instant: Instant) async throws(StoreError) -> [[FigureEvent]]
}
