/// Where a read runs.
///
/// A loop's reads run inline on the caller's thread, over a connection that is bound to the first
/// thread that uses it. A read that finds itself on another thread goes to the pool instead: it is
/// slower then, never wrong.
package enum ReadLane: Sendable, Hashable {
  /// The event loop with this number, from 0.
  case loop(Int)
  /// A thread of the reader pool, for what is unbounded and for callers without a loop.
  case pool
}
