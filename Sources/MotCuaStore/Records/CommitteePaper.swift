import MotCuaDomain

/// What the steering committee keeps beside the dossiers.
package enum CommitteePaper: Int, CodedEnum {
  /// A target.
  case target = 1
  /// A figure that people report.
  case indicator = 2
  /// A task of a directive, with its follow-up.
  case directive = 3
  /// The frozen numbers of a meeting.
  case snapshot = 4
  /// What the province decides about its statistics; there is one.
  case policy = 5

  /// The word for the value.
  package var code: String {
    switch self {
    case .target: "TARGET"
    case .indicator: "INDICATOR"
    case .directive: "DIRECTIVE"
    case .snapshot: "SNAPSHOT"
    case .policy: "POLICY"
    }
  }
}
