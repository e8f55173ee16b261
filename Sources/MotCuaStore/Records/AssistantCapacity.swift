import MotCuaDomain

/// In which capacity somebody helped an applicant.
package enum AssistantCapacity: Int, CodedEnum {
  /// A volunteer.
  case volunteer = 1
  /// An officer.
  case officer = 2
  /// A postman.
  case postalWorker = 3
  /// A relative.
  case relative = 4
  /// An authorised agent (Decree 45/2020/NĐ-CP, art. 2).
  case agent = 5

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .volunteer: "VOLUNTEER"
    case .officer: "OFFICER"
    case .postalWorker: "POSTAL_WORKER"
    case .relative: "RELATIVE"
    case .agent: "AGENT"
    }
  }
}
