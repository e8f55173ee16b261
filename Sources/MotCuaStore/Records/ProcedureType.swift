import MotCuaDomain

/// The type of a procedure in the national catalogue.
package enum ProcedureType: Int, CodedEnum {
  /// The same in the whole country.
  case standard = 1
  /// One province's or one body's own.
  case specific = 2
  /// Between state bodies.
  case standardInternal = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .standard: "STANDARD"
    case .specific: "SPECIFIC"
    case .standardInternal: "STANDARD_INTERNAL"
    }
  }
}
