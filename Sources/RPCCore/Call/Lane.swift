/// The place where a call runs: the number of the event loop that owns its connection.
///
/// A connection and its handlers stay on one lane, so what a lane owns (a database connection, say)
/// needs no lock. Services pass the lane on and see neither the loop nor what belongs to it.
public struct Lane: Sendable, Hashable {
  /// The lane of calls that stay within the process and run on any thread.
  public static let inProcess = Lane(index: -1)

  /// The number of the event loop from 0, or -1 for calls within the process.
  public let index: Int

  /// Names a lane.
  public init(index: Int) {
    self.index = index
  }
}
