import Synchronization

/// How much memory of one kind the peers of a server may make it hold.
///
/// The threshold is dynamic: a connection may hold as much as is free on its event loop, so that one
/// alone gets much, many get less each, and what all hold together stays near the loop's limit, and near
/// the server's. A floor keeps the smallest calls possible whatever the others hold.
public struct MemoryShare: Sendable, Hashable {
  /// Bytes for one connection, 12 MiB by default.
  public var connectionBytesMax = 12 << 20
  /// Bytes for all connections of one event loop together, 24 MiB by default.
  public var loopBytesMax = 24 << 20
  /// Bytes for all connections of the server together, 28 MiB by default.
  public var serverBytesMax = 28 << 20
  /// Bytes that a connection may hold in any case, 32 KiB by default.
  public var connectionBytesMin = 32 << 10

  /// The defaults.
  public init() {}

  /// What a connection may hold while all of its loop, and all of the server, hold so much.
  func allowance(loopBytes: Int, serverBytes: Int = 0) -> Int {
    let free = min(loopBytesMax - loopBytes, serverBytesMax - serverBytes)
    return max(connectionBytesMin, min(connectionBytesMax, free))
  }
}

/// What all connections of a server make it hold; each loop adds what has changed at the end of a turn.
struct ServerMemory: ~Copyable {
  /// Bytes of requests that are incomplete or that no handler has taken.
  let requestBytes = Atomic(0)
  /// Bytes of responses that wait to be sent.
  let outputBytes = Atomic(0)
}
