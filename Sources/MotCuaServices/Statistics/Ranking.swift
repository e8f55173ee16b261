import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Agencies in the order of one rate.
///
/// Rates are compared by cross-multiplication, never as quotients: 1 of 3 equals 2 of 6. Ties go by
/// the larger denominator, then by the code.
struct Ranking: Sendable {
  private struct Entry {
    let key: RankKey
    let rate: MotCuaAPI.Rate
    let agency: AgencyRecord
    let counts: DossierCounts
  }

  private var entries: [Entry] = []

  /// Ranks agencies, each with the group of its place in the figures.
  init(_ request: RankAgenciesRequest, _ agencies: [AgencyRecord], _ table: FigureTable) {
    let denominatorMin = max(1, request.minDenominator)
    let below = request.belowBasisPoints
    for (place, agency) in agencies.enumerated() {
      let counts = DossierCounts(table.sums(place).summary)
      guard let rate = DossierRates(counts).rate(request.measure),
        rate.denominator >= denominatorMin
      else { continue }
      let key = RankKey(rate.numerator, rate.denominator, agency.code.text)
      if below > 0, !key.isBelow(basisPoints: Int64(below)) { continue }
      entries.append(Entry(key: key, rate: rate, agency: agency, counts: counts))
    }
    let ascending = request.ascending
    entries.sort { $0.key.precedes($1.key, ascending: ascending) }
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
      dossiers: entry.counts
    )
  }
}
