/// How calls are spread over several servers (gRPC: load-balancing).
public enum ClientBalancing: String, Sendable, Hashable, CaseIterable {
  /// All calls go to the first server that can be reached; the next is tried when it cannot.
  case pickFirst = "pick_first"
  /// Calls go to all servers that can be reached in turn; a name stands for all of its addresses.
  case roundRobin = "round_robin"
}

/// Where a server listens.
public struct ServerEndpoint: Sendable, Hashable, CustomStringConvertible {
  /// A name or an address.
  public let host: String
  /// The port.
  public let port: Int

  /// Names a server.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// `host:port`, with brackets around an IPv6 address.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
