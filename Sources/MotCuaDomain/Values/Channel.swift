/// How a dossier comes in; the numbers are the National Portal's (KenhThucHien).
package enum Channel: Int, CodedEnum {
  /// In person at the desk.
  case direct = 1
  /// Through a portal.
  case online = 2
  /// By the public post.
  case post = 3

  /// The word for the value.
  package var code: String {
    switch self {
    case .direct: "DIRECT"
    case .online: "ONLINE"
    case .post: "POST"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .direct: "Trực tiếp"
    case .online: "Trực tuyến"
    case .post: "Bưu chính công ích"
    }
  }
}
