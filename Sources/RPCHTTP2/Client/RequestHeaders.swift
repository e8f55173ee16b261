import HTTP2Engine
import RPCCore

/// The header list of a request in the order of the standard (gRPC: PROTOCOL-HTTP2 "Requests").
struct RequestHeaders: Sendable {
  /// What stands before the path, behind it, and between timeout and custom metadata.
  private var first = HTTP2HeaderList()
  private var authority = HTTP2HeaderList()
  private var usual = HTTP2HeaderList()

  init(scheme: String, authority: String, userAgentPrefix: String) {
    let prefix = userAgentPrefix.isEmpty ? "" : userAgentPrefix + " "
    first.append(name: ":method", value: "POST")
    first.append(name: ":scheme", value: scheme)
    self.authority.append(name: ":authority", value: authority)
    usual.append(name: "te", value: "trailers")
    usual.append(name: "content-type", value: "application/grpc")
    usual.append(name: "grpc-accept-encoding", value: "identity,gzip")
    usual.append(name: "user-agent", value: prefix + "grpc-swift-motcua/0.1.0")
  }

  /// The list for one call; the timeout follows the pseudo fields directly.
  func list(
    path: String,
    metadata: Metadata,
    isGzip: Bool = false,
    previousAttempts: Int = 0,
    timeoutNanoseconds: UInt64?
  ) -> HTTP2HeaderList {
    var list = first
    list.reserveCapacity(fields: 12 + metadata.entries.count, bytes: 320)
    list.append(name: ":path", value: path)
    list.append(authority)
    if let timeoutNanoseconds {
      // No two calls have the same, so that it would push what recurs out of the compression table.
      list.append(
        name: "grpc-timeout",
        value: TimeoutHeader.text(nanoseconds: timeoutNanoseconds),
        isNeverIndexed: true
      )
    }
    list.append(usual)
    if isGzip { list.append(name: "grpc-encoding", value: "gzip") }
    if previousAttempts > 0 {
      list.append(name: "grpc-previous-rpc-attempts", value: String(previousAttempts))
    }
    MetadataWire.write(metadata, to: &list)
    return list
  }
}
