/// An event as a callback notes it down: plain numbers, turned into `HTTP2Event` when drained.
struct RawEvent: BitwiseCopyable {
  enum Kind: UInt8 {
    case headers
    case headersTooLarge
    case data
    case reset
    case closed
    case writable
    case goaway
    case goawaySent
    case ping
    case settings
    case settingsAcknowledged
  }

  var kind: Kind
  /// The part of the message, for header lists.
  var headersKind = HTTP2HeadersKind.request
  /// END_STREAM, or ACK of a PING.
  var flag = false
  var slot: Int32 = 0
  /// The stream's number; the last stream's number for GOAWAY.
  var number: Int32 = 0
  var code: UInt32 = 0
  /// First entry of a header block, offset of bytes, or a PING's payload.
  var offset: UInt64 = 0
  /// Number of entries or of bytes.
  var count = 0
}
