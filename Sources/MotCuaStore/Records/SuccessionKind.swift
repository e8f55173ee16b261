import MotCuaDomain

/// How an agency ends.
package enum SuccessionKind: Int, CodedEnum {
  /// It is merged into another.
  case merged = 1
  /// It goes on under another name and code.
  case renamed = 2
  /// It is split among several.
  case split = 3
  /// It is abolished; another may take over what is open.
  case abolished = 4

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .merged: "MERGED"
    case .renamed: "RENAMED"
    case .split: "SPLIT"
    case .abolished: "ABOLISHED"
    }
  }
}
