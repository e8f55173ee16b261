import MotCuaDomain

/// By what a list of dossiers is sorted.
package enum DossierOrder: Int, CodedEnum {
  /// The youngest first, by birth in the system.
  case submitted = 1
  /// The one due first first; those that have ended, and those whose clock stopped before they were
  /// late, are left out.
  case due = 2
  /// By the owners' names in Vietnamese order.
  case applicantName = 3
  /// The one received last first; those that are not received are left out.
  case received = 4

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .submitted: "SUBMITTED"
    case .due: "DUE"
    case .applicantName: "APPLICANT_NAME"
    case .received: "RECEIVED"
    }
  }
}
