import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Agencies in the order of one rate or count.
///
/// Rates are compared by cross-multiplication, never as quotients: 1 of 3 equals 2 of 6. Ties go by
/// the larger denominator, then by the code.
struct Ranking: Sendable {
  private struct Entry {
    let key: RankKey
    let rate: MotCuaAPI.Rate?
    /// Where the agency and its figures are.
    let place: Int
  }

  private var entries: [Entry] = []
  private let order: RankingOrder
  private let agencies: [AgencyRecord]
  /// The counts of each agency: to put them together is most of the work, so it is done once.
  private let counts: [DossierCounts]

  /// Ranks agencies, each with the group of its place in the figures.
  init(
    _ request: RankAgenciesRequest,
    by order: RankingOrder,
    _ agencies: [AgencyRecord],
    _ table: FigureTable
  ) {
    self.order = order
    self.agencies = agencies
    counts = agencies.indices.map { DossierCounts(table.sums($0).summary) }
    entries = agencies.indices.compactMap { entry(request, $0) }
    let ascending = request.ascending
    entries.sort { $0.key.precedes($1.key, ascending: ascending) }
  }

  /// What an agency is ranked by; nil where it is left out.
  private func entry(_ request: RankAgenciesRequest, _ place: Int) -> Entry? {
    let counts = counts[place]
    let code = agencies[place].code.text
    if let count = order.count(counts) {
      guard counts != DossierCounts(), count >= request.minDenominator else { return nil }
      return Entry(key: RankKey(count, 1, code), rate: nil, place: place)
    }
    guard let rate = order.rate(counts),
      rate.denominator >= max(1, request.minDenominator)
    else { return nil }
    let key = RankKey(rate.numerator, rate.denominator, code)
    let below = Int64(request.belowBasisPoints)
    guard below == 0 || key.isBelow(basisPoints: below) else { return nil }
    return Entry(key: key, rate: rate, place: place)
  }

  /// The places of all, counted over the whole ranking, and where each of them is in it.
  var places: [(rank: Int, index: Int)] {
    var first = 0
    return entries.indices.map { index in
      if !entries[index].key.hasSameRate(as: entries[first].key) { first = index }
      return (first + 1, index)
    }
  }

  /// What is told of one place.
  func rank(_ place: (rank: Int, index: Int)) -> AgencyRank {
    let entry = entries[place.index]
    let agency = agencies[entry.place]
    let counts = counts[entry.place]
    return AgencyRank(
      rank: Int32(place.rank),
      agencyCode: agency.code.text,
      agencyName: agency.name,
      level: MotCuaAPI.AgencyLevel(agency.level),
      rate: entry.rate,
      dossiers: counts,
      count: order.count(counts) ?? 0
    )
  }
}
