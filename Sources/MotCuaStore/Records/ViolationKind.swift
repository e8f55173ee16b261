import MotCuaDomain

/// What a record about paper is about.
package enum ViolationKind: Int, CodedEnum {
  /// Paper that was taken though the rule warns.
  case paperTaken = 1
  /// An attempt to take paper that the rule refused.
  case paperRefused = 2
  /// Paper demanded after an online submission though the procedure does not declare it.
  case paperDemanded = 3
  /// Paper that was taken for a reason which lifts the rule; no violation.
  case paperExempted = 4

  /// The kinds that are violations.
  package static let violations: Set<Self> = [.paperTaken, .paperRefused, .paperDemanded]

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .paperTaken: "PAPER_TAKEN"
    case .paperRefused: "PAPER_REFUSED"
    case .paperDemanded: "PAPER_DEMANDED"
    case .paperExempted: "PAPER_EXEMPTED"
    }
  }
}
