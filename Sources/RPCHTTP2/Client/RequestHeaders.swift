import HTTP2Engine
import RPCCore

/// The header list of a request in the order of the standard (gRPC: PROTOCOL-HTTP2 "Requests").
struct RequestHeaders: Sendable {
  /// What stands before the path, behind it, and between timeout and custom metadata.
  private var first = HTTP2HeaderList()
  private var authority = HTTP2HeaderList()
  private var usual = HTTP2HeaderList()
  /// The list of the last call, whose memory the next one has.
  private var last = HTTP2HeaderList()
  /// Memory that stays for the next list, in bytes.
  private static let idleBytesMax = 4_096

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
  mutating func list(
    path: String,
    metadata: Metadata,
    isGzip: Bool = false,
    previousAttempts: Int = 0,
    timeoutNanoseconds: UInt64?
  ) -> HTTP2HeaderList {
    if last.listBytes > Self.idleBytesMax { last = HTTP2HeaderList() }
    last.removeAll()
    last.append(first)
    last.append(name: ":path", value: path)
    last.append(authority)
    if let timeoutNanoseconds {
      TimeoutHeader.withValue(nanoseconds: timeoutNanoseconds) { value in
        // No two calls have the same, so that it would push what recurs out of the compression table.
        last.append(name: "grpc-timeout", value: value, isNeverIndexed: true)
      }
    }
    last.append(usual)
    if isGzip { last.append(name: "grpc-encoding", value: "gzip") }
    if previousAttempts > 0 {
      last.append(name: "grpc-previous-rpc-attempts", value: String(previousAttempts))
    }
    MetadataWire.write(metadata, to: &last)
    return last
  }
}
