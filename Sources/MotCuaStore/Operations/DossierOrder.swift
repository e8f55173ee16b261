import MotCuaDomain

/// By what a list of dossiers is sorted.
package enum DossierOrder: Int, CodedEnum {
  /// The youngest first, by birth in the system.
  case submitted = 1
  /// The one due first first; those without a running clock are left out.
  case due = 2

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .submitted: "SUBMITTED"
    case .due: "DUE"
    }
  }
}
