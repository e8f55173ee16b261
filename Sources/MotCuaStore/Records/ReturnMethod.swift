import MotCuaDomain

/// How a result reaches its owner.
package enum ReturnMethod: Int, CodedEnum {
  /// At the desk.
  case desk = 1
  /// By post.
  case post = 2
  /// Online.
  case online = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .desk: "DESK"
    case .post: "POST"
    case .online: "ONLINE"
    }
  }
}
