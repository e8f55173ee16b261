import MotCuaAPI
import MotCuaStore

/// One number that statistics tell, by the name of its field, with its words.
struct Figure: Sendable {
  /// A text in both languages.
  struct Words: Sendable {
    let vietnamese: String
    let english: String

    init(_ vietnamese: String, _ english: String) {
      self.vietnamese = vietnamese
      self.english = english
    }
  }

  /// The field.
  let name: String
  /// What people call it.
  let title: Words
  /// What it counts.
  let counts: Words
  /// The figures that count what a reader could look for in it.
  let leavesOut: [String]
  /// Whether it stands at an instant, so that no step has it.
  let isStanding: Bool
  /// How often a dossier counts.
  let measure: FigureMeasure
  /// The number itself in the counts of a summary; nil for a column of a form, and for what is not
  /// among them.
  ///
  /// It is not the number of dossiers where it is an amount.
  let count: (@Sendable (DossierCounts) -> Int64)?

  /// A figure of a summary; of an amount, which is a sum over dossiers, each counts once.
  static func summary(
    _ name: String,
    _ title: Words,
    _ counts: Words,
    leavesOut: [String] = [],
    isStanding: Bool = false,
    isAmount: Bool = false,
    _ value: @escaping @Sendable (DossierCounts) -> Int64
  ) -> Figure {
    Figure(
      name: name,
      title: title,
      counts: counts,
      leavesOut: leavesOut,
      isStanding: isStanding,
      measure: .sums { sums in
        let count = value(DossierCounts(sums.summary))
        return isAmount && count != 0 ? 1 : count
      },
      count: value
    )
  }

  /// A figure that the histories of dossiers tell, and no sums.
  static func life(
    _ name: String,
    _ title: Words,
    _ counts: Words,
    leavesOut: [String] = [],
    isStanding: Bool = false,
    _ value: @escaping @Sendable (FigureDossierQuery, DossierFigureView) -> Int64
  ) -> Figure {
    Figure(
      name: name,
      title: title,
      counts: counts,
      leavesOut: leavesOut,
      isStanding: isStanding,
      measure: .life(value),
      count: nil
    )
  }

  /// A column of a form.
  static func form(
    _ name: String,
    _ title: Words,
    _ counts: Words,
    leavesOut: [String] = [],
    _ value: @escaping @Sendable (MotCuaStore.ReportRow) -> Int64
  ) -> Figure {
    Figure(
      name: name,
      title: title,
      counts: counts,
      leavesOut: leavesOut,
      isStanding: true,
      measure: .form(value),
      count: nil
    )
  }

  /// The figure of a name; nil where there is none.
  static func named(_ name: String, in form: ReportForm) -> Figure? {
    switch form {
    case .unspecified: summaries.first { $0.name == name }
    case .ii06a, .ii06b, .btp07a: forms.first { $0.name == name }
    case .ii07b, .unrecognized: nil
    }
  }

  /// The number in sums and in a row of a form.
  func value(_ sums: FigureSums, _ row: MotCuaStore.ReportRow) -> Int64 {
    switch measure {
    case .sums(let count): count(sums)
    case .form(let count): count(row)
    case .life, .dueBefore: 0
    }
  }
}
