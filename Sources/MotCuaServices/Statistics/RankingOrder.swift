import MotCuaAPI
import RPCCore

/// What agencies are ranked by: a rate or a count.
enum RankingOrder: Sendable {
  /// A rate of the request's measures.
  case rate(RankingMeasure)
  /// A count of a summary.
  case count(@Sendable (DossierCounts) -> Int64)

  /// Reads what a request names.
  ///
  /// - Throws: INVALID_FIELDS where it names nothing, both, a figure that is no count of a summary, or
  ///   a limit to the rate of a count.
  init(_ request: RankAgenciesRequest) throws(RPCError) {
    if request.figure.isEmpty {
      let measure = request.measure
      if DossierCounts().count(measure) != nil {
        self = .count { $0.count(measure) ?? 0 }
      } else if DossierCounts().rate(measure) != nil {
        self = .rate(measure)
      } else {
        throw RPCError.invalidField("measure", "Exactly one of measure and figure must be given.")
      }
    } else {
      guard request.measure == .unspecified else {
        throw RPCError.invalidField("figure", "It does not go with a measure.")
      }
      guard let count = Figure.named(request.figure, in: .unspecified)?.count else {
        throw RPCError.invalidField("figure", "There is no such count of a summary.")
      }
      self = .count(count)
    }
    if request.belowBasisPoints > 0, case .count = self {
      throw RPCError.invalidField("below_basis_points", "A count has no rate to be below.")
    }
  }

  /// The rate; nil where it is a count.
  func rate(_ counts: DossierCounts) -> Rate? {
    if case .rate(let measure) = self { counts.rate(measure) } else { nil }
  }

  /// The count; nil where it is a rate.
  func count(_ counts: DossierCounts) -> Int64? {
    if case .count(let count) = self { count(counts) } else { nil }
  }
}
