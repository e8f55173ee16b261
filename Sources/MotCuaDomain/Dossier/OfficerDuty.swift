/// What an officer is posted to do at an agency.
package enum OfficerDuty: Int, CodedEnum {
  /// Receives, accepts and refuses at the desk.
  case reception = 1
  /// Guides people at the desk.
  case guidance = 2
  /// Handles dossiers in a division.
  case resolution = 3
  /// Returns results at the desk.
  case result = 4
  /// Leads and signs.
  case signing = 5

  /// The word for the value.
  package var code: String {
    switch self {
    case .reception: "RECEPTION"
    case .guidance: "GUIDANCE"
    case .resolution: "RESOLUTION"
    case .result: "RESULT"
    case .signing: "SIGNING"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .reception: "Tiếp nhận"
    case .guidance: "Hướng dẫn"
    case .resolution: "Giải quyết"
    case .result: "Trả kết quả"
    case .signing: "Lãnh đạo, ký duyệt"
    }
  }
}
