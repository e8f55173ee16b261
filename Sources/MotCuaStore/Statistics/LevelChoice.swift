package import MotCuaDomain

/// Which levels that a service had at submission a question keeps.
package enum LevelChoice: Sendable, Hashable {
  /// Whatever it was.
  case all
  /// This one.
  case only(ServiceLevel)
  /// None of the ladder.
  case none

  /// Whether a level is kept.
  package func keeps(_ level: ServiceLevel?) -> Bool {
    switch self {
    case .all: true
    case .only(let kept): level == kept
    case .none: level == nil
    }
  }
}
