import MotCuaDomain
package import MotCuaStore

/// A place in the commit order, and a mark by which another history is told apart.
///
/// A store that was restored from an older backup goes on with the same numbers and other steps;
/// the instant of the step at the place then differs.
package struct WatchPosition: Sendable, Hashable {
  /// The number of the last step before the place.
  package var sequence: Int64
  /// The instant of that step in milliseconds; ``unknown`` where nobody has looked.
  package var mark: Int64

  /// The mark that is not compared.
  package static let unknown: Int64 = -1

  /// Names a place.
  package init(sequence: Int64, mark: Int64 = Self.unknown) {
    self.sequence = sequence
    self.mark = mark
  }

  /// The place behind a step.
  package init(_ step: FeedEvent) {
    self.init(sequence: step.event.sequence, mark: step.event.at.milliseconds)
  }
}
