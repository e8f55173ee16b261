import MotCuaClient
import MotCuaDomain

/// Draws what the commands for statistics print as tables otherwise.
enum StatsPlots {
  /// A bar for each agency of a ranking.
  static func bars(
    _ ranks: [AgencyRank],
    _ title: String,
    target: Int64?,
    _ drawing: PlotOptions,
    _ session: Session
  ) throws {
    let bars = ranks.map { rank in
      BarPlot.Bar(
        label: rank.agencyName,
        value: rank.rate.map(\.basisPoints) ?? rank.count,
        text: rank.rate.map { RateText.text($0, session.language) }
          ?? NumberText.grouped(rank.count, session.language)
      )
    }
    // A rate fills the width at 100 %, a count at the largest of them.
    let largest = ranks.filter { $0.rate == nil }.map(\.count).max()
    let plot = BarPlot(bars, full: largest ?? 10_000, mark: target)
    try drawing.write(
      plot.lines(columns: drawing.columns(session), style: drawing.style(session)),
      title,
      session
    )
  }

  /// A shade for each day of one count.
  static func heat(
    _ days: [DailyCounts],
    _ measure: Measure<DossierCounts>,
    _ title: String,
    _ drawing: PlotOptions,
    _ session: Session
  ) throws {
    let values = days.compactMap { day -> (day: CivilDate, value: Int64)? in
      guard let civil = day.date?.civil else { return nil }
      return (civil, measure.value(day.dossiers ?? DossierCounts()))
    }
    let lines = HeatPlot(values, language: session.language)?
      .lines(columns: drawing.columns(session), style: drawing.style(session))
    try drawing.write(lines ?? [], title, session)
  }
}
