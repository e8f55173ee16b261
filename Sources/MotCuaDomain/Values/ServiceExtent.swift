/// How much of a service is online since Decree 42/2022/NĐ-CP.
package enum ServiceExtent: Int, CodedEnum {
  /// Information only.
  case infoOnly = 1
  /// Anything between information and the whole.
  case partial = 2
  /// From submission to result without coming in.
  case full = 3

  /// The word for the value.
  package var code: String {
    switch self {
    case .infoOnly: "INFO_ONLY"
    case .partial: "PARTIAL"
    case .full: "FULL"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .infoOnly: "Cung cấp thông tin"
    case .partial: "Một phần"
    case .full: "Toàn trình"
    }
  }
}
