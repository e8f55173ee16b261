import MotCuaDomain

/// What becomes of a dossier on paper where the procedure is taken online at level 3 or 4.
package enum PaperMode: Int, CodedEnum {
  /// It is taken like anything else.
  case off = 1
  /// It is taken and recorded as a violation.
  case warn = 2
  /// It is refused and the attempt is recorded.
  case enforce = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .off: "OFF"
    case .warn: "WARN"
    case .enforce: "ENFORCE"
    }
  }
}
