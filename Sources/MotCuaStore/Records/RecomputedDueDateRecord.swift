package import MotCuaDomain

/// An open dossier whose limit was worked out anew, or was left out.
package struct RecomputedDueDateRecord: Sendable, Hashable {
  /// Why a limit is left as it is.
  package enum Skip: Int, CodedEnum {
    /// An officer typed the day.
    case typed = 1
    /// An apology promised the day.
    case extended = 2
    /// It would fall into a year that is not loaded.
    case yearNotLoaded = 3
    /// The limit of the desk's answer has passed, or would have passed.
    case passed = 4

    /// The stable word, as the contract writes it.
    package var code: String {
      switch self {
      case .typed: "TYPED"
      case .extended: "EXTENDED"
      case .yearNotLoaded: "YEAR_NOT_LOADED"
      case .passed: "PASSED"
      }
    }
  }

  /// The dossier.
  package var code: DossierCode
  /// The instant before: when it is due, or before reception until when the desk has to answer.
  package var old: Instant?
  /// The instant after; nil where it was left out.
  package var new: Instant?
  /// Whether the instants are those of the desk's answer.
  package var isAcceptance: Bool
  /// Why it was left out; nil where it was not.
  package var skip: Skip?
}
