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
  private let isAscending: Bool

  /// Ranks agencies, each with the group of its place in the figures.
  init(_ request: RankAgenciesRequest, _ agencies: [AgencyRecord], _ table: FigureTable) {
    isAscending = request.ascending
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
    let ascending = isAscending
    entries.sort { $0.key.precedes($1.key, ascending: ascending) }
  }

  /// A page of the ranking; places are counted over the whole of it.
  func page(_ window: PageWindow) throws(RPCError) -> (ranks: [AgencyRank], nextToken: String) {
    var start = entries.startIndex
    if var place = window.place {
      guard let key = RankKey(&place) else { throw PageWindow.mismatch }
      start =
        entries.firstIndex { key.precedes($0.key, ascending: isAscending) } ?? entries.endIndex
    }
    let end = min(start + window.limit, entries.endIndex)
    var first = start
    while first > 0, entries[first - 1].key.hasSameRate(as: entries[start].key) { first -= 1 }
    let ranks = (start..<end).map { index in
      if !entries[index].key.hasSameRate(as: entries[first].key) { first = index }
      return rank(index, place: first + 1)
    }
    guard end > start, end < entries.endIndex else { return (ranks, "") }
    return (ranks, window.token(after: entries[end - 1].key.place))
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
