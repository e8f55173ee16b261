import ArgumentParser
import MotCuaAPI

/// A form of the periodic reports by its printed number, in either case.
struct FormArgument: ExpressibleByArgument {
  private static let forms: [(name: String, form: ReportForm)] = [
    ("II.06a", .ii06a), ("II.06b", .ii06b), ("II.07b", .ii07b), ("07a", .btp07a),
  ]

  /// The form.
  let form: ReportForm

  init?(argument: String) {
    let found = Self.forms.first { $0.name.lowercased() == argument.lowercased() }
    guard let found else { return nil }
    form = found.form
  }

  static var allValueStrings: [String] { forms.map(\.name) }
}
