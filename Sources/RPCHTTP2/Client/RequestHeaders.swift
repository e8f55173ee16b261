import HTTP2Engine
import RPCCore

/// The header list of a request in the order of the standard (gRPC: PROTOCOL-HTTP2 "Requests").
struct RequestHeaders: Sendable {
  private let scheme: String
  private let authority: [UInt8]
  private let userAgent: [UInt8]

  init(scheme: String, authority: String, userAgentPrefix: String) {
    self.scheme = scheme
    self.authority = Array(authority.utf8)
    let prefix = userAgentPrefix.isEmpty ? "" : userAgentPrefix + " "
    userAgent = Array((prefix + "grpc-swift-motcua/0.1.0").utf8)
  }

  /// The list for one call; the timeout follows the pseudo fields directly.
  func list(
    path: String,
    metadata: Metadata,
    isGzip: Bool = false,
    previousAttempts: Int = 0,
    timeoutNanoseconds: UInt64?
  ) -> HTTP2HeaderList {
    var list = HTTP2HeaderList()
    list.reserveCapacity(fields: 10 + metadata.entries.count, bytes: 256)
    list.append(name: ":method", value: "POST")
    list.append(name: ":scheme", value: scheme)
    list.append(name: ":path", value: path)
    authority.withUnsafeBytes { list.append(name: ":authority", value: $0) }
    if let timeoutNanoseconds {
      list.append(
        name: "grpc-timeout",
        value: TimeoutHeader.text(nanoseconds: timeoutNanoseconds)
      )
    }
    list.append(name: "te", value: "trailers")
    list.append(name: "content-type", value: "application/grpc")
    if isGzip { list.append(name: "grpc-encoding", value: "gzip") }
    list.append(name: "grpc-accept-encoding", value: "identity,gzip")
    if previousAttempts > 0 {
      list.append(name: "grpc-previous-rpc-attempts", value: String(previousAttempts))
    }
    userAgent.withUnsafeBytes { list.append(name: "user-agent", value: $0) }
    MetadataWire.write(metadata, to: &list)
    return list
  }
}
