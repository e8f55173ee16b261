import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// The figures that people reported for a period, put together over agencies.
///
/// Of each agency the entries that lie within the period are taken from the latest back, none twice
/// for one day: an entry that overlaps one that was taken is left out. Of a stock only the latest
/// counts, whenever its days began.
struct ReportedFigures {
  /// One kind over all agencies.
  struct Figure: Hashable {
    var value: Int64
    var total: Int64
    var sources: [String]
    var reportedOn: CivilDate?

    /// Who reported it, for people.
    var source: String { sources.joined(separator: "; ") }

    /// The figure as a rate; nil where it is no part of anything.
    func rate(_ name: String) -> MotCuaAPI.Rate? {
      total > 0 ? Rate(numerator: value, denominator: total, denominatorName: name) : nil
    }
  }

  private static let stocks: Set<IndicatorKind> = [
    .screens, .scanners, .computers, .volunteers, .accountsRegistered, .accountsAuthenticated,
    .portalsMobile, .servicesWithAnswers, .servicesConnected, .populationAccounts,
  ]
  private static let sourcesShown = 3

  private var figures: [IndicatorKind: Figure] = [:]
  /// When the last of the entries was recorded; nil where there is none.
  let recordedAt: Instant?

  /// Puts entries together.
  init(_ indicators: [Indicator], in period: ReportPeriod) {
    recordedAt = indicators.compactMap { $0.recordTime.flatMap { Instant($0) } }.max()
    var byPlace: [Place: [(span: ReportPeriod, indicator: Indicator)]] = [:]
    for indicator in indicators {
      guard let span = ReportPeriod(indicator.period), span.to <= period.to,
        span.from >= period.from || Self.stocks.contains(indicator.kind)
      else { continue }
      byPlace[Place(kind: indicator.kind, agency: indicator.agencyCode), default: []]
        .append((span, indicator))
    }
    for (place, entries) in byPlace.sorted(by: { $0.key.agency < $1.key.agency }) {
      var first: CivilDate?
      for (span, indicator) in entries.sorted(by: {
        ($0.span.to, $0.span.from) > ($1.span.to, $1.span.from)
      }) {
        if let first, Self.stocks.contains(place.kind) || span.to >= first { continue }
        first = span.from
        add(indicator)
      }
    }
  }

  /// The figure of a kind; nil where nobody reported it.
  subscript(kind: IndicatorKind) -> Figure? { figures[kind] }

  private struct Place: Hashable {
    let kind: IndicatorKind
    let agency: String
  }

  private mutating func add(_ indicator: Indicator) {
    var figure =
      figures[indicator.kind] ?? Figure(value: 0, total: 0, sources: [], reportedOn: nil)
    figure.value += indicator.value
    figure.total += indicator.total
    if !figure.sources.contains(indicator.source), figure.sources.count < Self.sourcesShown {
      figure.sources.append(indicator.source)
    }
    if let day = indicator.reportedOn.flatMap({ CivilDate($0) }) {
      figure.reportedOn = max(figure.reportedOn ?? day, day)
    }
    figures[indicator.kind] = figure
  }
}

extension ReportPeriod {
  /// The period of a message; nil where it is absent or no period.
  init?(_ message: Period?) {
    guard let from = message?.from.flatMap({ CivilDate($0) }),
      let to = message?.to.flatMap({ CivilDate($0) })
    else { return nil }
    self.init(from: from, to: to)
  }
}
