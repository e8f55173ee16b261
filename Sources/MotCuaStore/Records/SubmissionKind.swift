import MotCuaDomain

/// Who submitted a dossier; the online share is always split by it.
package enum SubmissionKind: Int, CodedEnum {
  /// The applicant himself.
  case byApplicant = 1
  /// The applicant, with somebody who helped.
  case assisted = 2
  /// An officer on his behalf.
  case byOfficer = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .byApplicant: "BY_APPLICANT"
    case .assisted: "ASSISTED"
    case .byOfficer: "BY_OFFICER"
    }
  }
}
