import ArgumentParser
import MotCuaClient

/// What agencies are ranked by, as the command line writes it: a measure of the contract, or any other
/// count of a summary by the name of its column in CSV.
enum RankingArgument: ExpressibleByArgument {
  case measure(RankingMeasure)
  case count(Measure<DossierCounts>)

  init?(argument: String) {
    if let measure = Choice<RankingMeasure>(argument: argument) {
      self = .measure(measure.value)
      return
    }
    let key = argument.lowercased().replacing("-", with: "_")
    guard let count = Measures.dossierCounts.first(where: { $0.key == key }) else { return nil }
    self = .count(count)
  }

  static var allValueStrings: [String] {
    let measures = Choice<RankingMeasure>.allValueStrings
    let words = Measures.dossierCounts.map { $0.key.replacing("_", with: "-") }
    return measures + words.filter { !measures.contains($0) }
  }

  var defaultValueDescription: String {
    switch self {
    case .measure(let measure): measure.word
    case .count(let count): count.key
    }
  }

  /// The measure; unspecified where it is another count.
  var measure: RankingMeasure {
    if case .measure(let measure) = self { measure } else { .unspecified }
  }

  /// The count that is no measure; empty where it is one.
  var figure: String {
    if case .count(let count) = self { count.key } else { "" }
  }

  /// Whether agencies are ranked by a rate.
  var isRate: Bool { PlotMeasure(measure) != nil }

  /// What people call it.
  func title(_ language: Language) -> String {
    switch self {
    case .measure(let measure): measure.cell.text(for: language)
    case .count(let count): String(count.title(language).drop { $0 == " " })
    }
  }
}
