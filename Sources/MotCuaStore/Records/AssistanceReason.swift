import MotCuaDomain

/// Why an owner is helped to submit.
package enum AssistanceReason: Int, CodedEnum {
  /// No device or no connection.
  case noDevice = 1
  /// Cannot read or write.
  case cannotRead = 2
  /// Does not know the language well enough.
  case language = 3
  /// Age, illness or disability.
  case disability = 4
  /// No account, or no use of the portal.
  case noSkill = 5
  /// Another reason.
  case other = 6

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .noDevice: "NO_DEVICE"
    case .cannotRead: "CANNOT_READ"
    case .language: "LANGUAGE"
    case .disability: "DISABILITY"
    case .noSkill: "NO_SKILL"
    case .other: "OTHER"
    }
  }
}
