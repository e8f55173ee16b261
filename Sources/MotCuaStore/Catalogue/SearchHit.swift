package import MotCuaDomain

/// Where a hit stands in the order of a search: how well it fits, then its code.
package struct SearchPlace: Sendable, Hashable {
  /// How well it fits, smaller is better; of one query the same as long as the text is.
  package let rank: UInt32
  /// The procedure's code.
  package let code: ProcedureCode

  /// Makes a place.
  package init(rank: UInt32, code: ProcedureCode) {
    self.rank = rank
    self.code = code
  }
}

/// One procedure that a search found.
package struct SearchHit: Sendable, Hashable {
  /// The procedure.
  package let procedure: ProcedureRecord
  /// How well it fits.
  package let quality: MatchQuality
  /// Where it stands.
  package let place: SearchPlace

  /// Makes a hit.
  package init(procedure: ProcedureRecord, quality: MatchQuality, place: SearchPlace) {
    self.procedure = procedure
    self.quality = quality
    self.place = place
  }
}
