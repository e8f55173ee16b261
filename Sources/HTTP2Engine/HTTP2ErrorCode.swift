/// An error code of RFC 9113 §7, as RST_STREAM and GOAWAY carry it.
///
/// Open for growth: a peer may send a number that no standard names yet.
public struct HTTP2ErrorCode: RawRepresentable, Hashable, Sendable {
  /// The 32 bits on the wire.
  public let rawValue: UInt32

  /// Makes a code from the number on the wire.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Graceful end, not an error.
  public static let noError = HTTP2ErrorCode(rawValue: 0x0)
  /// The peer broke the protocol.
  public static let protocolError = HTTP2ErrorCode(rawValue: 0x1)
  /// Something failed on this side.
  public static let internalError = HTTP2ErrorCode(rawValue: 0x2)
  /// The peer sent more than the window allowed.
  public static let flowControlError = HTTP2ErrorCode(rawValue: 0x3)
  /// SETTINGS were not acknowledged in time.
  public static let settingsTimeout = HTTP2ErrorCode(rawValue: 0x4)
  /// A frame came for a stream that was already half-closed.
  public static let streamClosed = HTTP2ErrorCode(rawValue: 0x5)
  /// A frame had a length that its type forbids.
  public static let frameSizeError = HTTP2ErrorCode(rawValue: 0x6)
  /// The stream was refused before anything was done: safe to retry.
  public static let refusedStream = HTTP2ErrorCode(rawValue: 0x7)
  /// The stream is no longer wanted.
  public static let cancel = HTTP2ErrorCode(rawValue: 0x8)
  /// The header compression state is lost.
  public static let compressionError = HTTP2ErrorCode(rawValue: 0x9)
  /// The connection behind a CONNECT request broke.
  public static let connectError = HTTP2ErrorCode(rawValue: 0xa)
  /// The peer sends too much of something.
  public static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 0xb)
  /// The transport below does not meet the security demands.
  public static let inadequateSecurity = HTTP2ErrorCode(rawValue: 0xc)
  /// The endpoint wants HTTP/1.1.
  public static let http11Required = HTTP2ErrorCode(rawValue: 0xd)
}

extension HTTP2ErrorCode: CustomStringConvertible {
  private static let names = [
    "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
    "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
    "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
  ]

  /// The name that RFC 9113 §7 gives the code, or its number.
  public var description: String {
    rawValue < UInt32(Self.names.count)
      ? Self.names[Int(rawValue)] : "0x" + String(rawValue, radix: 16)
  }
}
