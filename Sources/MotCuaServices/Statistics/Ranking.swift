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

  init(
    _ request: RankAgenciesRequest,
    _ figures: [AgencyFigures],
    agencies: [AgencyCode: AgencyRecord]
  ) {
    let denominatorMin = max(1, request.minDenominator)
    let below = request.belowBasisPoints
    for figure in figures {
      let counts = DossierCounts(figure.summary)
      guard let agency = agencies[figure.agency],
        let rate = DossierRates(counts).rate(request.measure),
        rate.denominator >= denominatorMin
      else { continue }
      let key = RankKey(rate.numerator, rate.denominator, figure.agency.text)
      if below > 0, !key.isBelow(basisPoints: Int64(below)) { continue }
      entries.append(Entry(key: key, rate: rate, agency: agency, counts: counts))
    }
    let ascending = request.ascending
    entries.sort { $0.key.precedes($1.key, ascending: ascending) }
  }

  /// The ranking; places are counted over the whole of it.
  var ranks: [AgencyRank] { entries.indices.map { rank($0) } }

  private func rank(_ index: Int) -> AgencyRank {
    let entry = entries[index]
    let first = entries[...index].lastIndex { !$0.key.hasSameRate(as: entry.key) }
    return AgencyRank(
      rank: Int32((first.map { $0 + 1 } ?? 0) + 1),
      agencyCode: entry.agency.code.text,
      agencyName: entry.agency.name,
      level: MotCuaAPI.AgencyLevel(entry.agency.level),
      rate: entry.rate,
      dossiers: entry.counts
    )
  }
}
