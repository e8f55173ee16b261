/// One procedure that a search found.
package struct SearchHit: Sendable, Hashable {
  /// The procedure.
  package let procedure: ProcedureRecord
  /// How well it fits.
  package let quality: MatchQuality

  /// Makes a hit.
  package init(procedure: ProcedureRecord, quality: MatchQuality) {
    self.procedure = procedure
    self.quality = quality
  }
}
