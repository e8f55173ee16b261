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
    let agency: AgencyRecord
    let counts: DossierCounts
  }

  private var entries: [Entry] = []
  private let measure: RankingMeasure

  /// Ranks agencies, each with the group of its place in the figures.
  init(_ request: RankAgenciesRequest, _ agencies: [AgencyRecord], _ table: FigureTable) {
    measure = request.measure
    for (place, agency) in agencies.enumerated() {
      let counts = DossierCounts(table.sums(place).summary)
      if let entry = Self.entry(request, agency, counts) { entries.append(entry) }
    }
    let ascending = request.ascending
    entries.sort { $0.key.precedes($1.key, ascending: ascending) }
  }

  /// What an agency is ranked by; nil where it is left out.
  private static func entry(
    _ request: RankAgenciesRequest,
    _ agency: AgencyRecord,
    _ counts: DossierCounts
  ) -> Entry? {
    if let count = counts.count(request.measure) {
      guard counts != DossierCounts(), count >= request.minDenominator else { return nil }
      let key = RankKey(count, 1, agency.code.text)
      return Entry(key: key, rate: nil, agency: agency, counts: counts)
    }
    guard let rate = DossierRates(counts).rate(request.measure),
      rate.denominator >= max(1, request.minDenominator)
    else { return nil }
    let key = RankKey(rate.numerator, rate.denominator, agency.code.text)
    let below = Int64(request.belowBasisPoints)
    guard below == 0 || key.isBelow(basisPoints: below) else { return nil }
    return Entry(key: key, rate: rate, agency: agency, counts: counts)
  }

  /// The ranking; places are counted over the whole of it.
  var ranks: [AgencyRank] {
    var first = 0
    return entries.indices.map { index in
      if !entries[index].key.hasSameRate(as: entries[first].key) { first = index }
      return rank(index, place: first + 1)
    }
  }

  private func rank(_ index: Int, place: Int) -> AgencyRank {
    let entry = entries[index]
    return AgencyRank(
      rank: Int32(place),
      agencyCode: entry.agency.code.text,
      agencyName: entry.agency.name,
      level: MotCuaAPI.AgencyLevel(entry.agency.level),
      rate: entry.rate,
      dossiers: entry.counts,
      count: entry.counts.count(measure) ?? 0
    )
  }
}
