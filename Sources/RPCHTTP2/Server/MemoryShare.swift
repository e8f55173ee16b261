/// How much memory of one kind the peers of a server may make it hold.
///
/// The threshold is dynamic: a connection may hold as much as is free on its event loop, so that one
/// alone gets much, many get less each, and what all hold together stays near the loop's limit. A
/// floor keeps the smallest calls possible whatever the others hold.
public struct MemoryShare: Sendable, Hashable {
  /// Bytes for one connection, 12 MiB by default.
  public var connectionBytesMax = 12 << 20
  /// Bytes for all connections of one event loop together, 24 MiB by default.
  public var loopBytesMax = 24 << 20
  /// Bytes that a connection may hold in any case, 32 KiB by default.
  public var connectionBytesMin = 32 << 10

  /// The defaults.
  public init() {}

  /// What a connection may hold while all of its loop hold so much.
  func allowance(loopBytes: Int) -> Int {
    max(connectionBytesMin, min(connectionBytesMax, loopBytesMax - loopBytes))
  }
}
