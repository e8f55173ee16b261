/// When a fee is due; the numbers are the National Portal's (HinhThucThu).
package enum FeeTiming: Int, CodedEnum {
  /// Before the dossier is accepted.
  case atReception = 1
  /// While the dossier is handled.
  case atSupplement = 2
  /// Before the result is handed over.
  case atResult = 4

  /// The word for the value.
  package var code: String {
    switch self {
    case .atReception: "AT_RECEPTION"
    case .atSupplement: "AT_SUPPLEMENT"
    case .atResult: "AT_RESULT"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .atReception: "Thu khi tiếp nhận"
    case .atSupplement: "Thu khi bổ sung"
    case .atResult: "Thu khi trả kết quả"
    }
  }
}
