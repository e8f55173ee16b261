/// The field names that HTTP's rules for requests are about.
enum FieldName {
  /// No rule names it; its characters are still to be looked at.
  case other
  /// `content-type` or `user-agent`: no rule names them, but they come with nearly every request.
  case contentType, userAgent
  case method, scheme, path, authority, host
  case te, contentLength
  /// A field of one connection, which HTTP/2 knows in frames instead (RFC 9113 §8.2.2).
  case connection
  /// A pseudo field that no request has (RFC 9113 §8.3).
  case unknownPseudo

  /// Tells a name by its length first; a known one needs no look at its characters.
  @inline(__always)
  init(_ name: UnsafeRawBufferPointer) {
    self = .other
    switch name.count {
    case 2 where name.holds("te"): self = .te
    case 4 where name.holds("host"): self = .host
    case 5 where name.holds(":path"): self = .path
    case 7 where name.holds(":method"): self = .method
    case 7 where name.holds(":scheme"): self = .scheme
    case 7 where name.holds("upgrade"): self = .connection
    case 10 where name.holds(":authority"): self = .authority
    case 10 where name.holds("user-agent"): self = .userAgent
    case 10 where name.holds("connection"), 10 where name.holds("keep-alive"): self = .connection
    case 12 where name.holds("content-type"): self = .contentType
    case 14 where name.holds("content-length"): self = .contentLength
    case 16 where name.holds("proxy-connection"): self = .connection
    case 17 where name.holds("transfer-encoding"): self = .connection
    default: if name.first == UInt8(ascii: ":") { self = .unknownPseudo }
    }
  }

  /// Whether a gRPC server has no use for it (`HTTP2Configuration.omitsUnreadFields`).
  var isUnread: Bool {
    switch self {
    case .te, .scheme, .authority, .userAgent, .contentLength: true
    default: false
    }
  }
}
