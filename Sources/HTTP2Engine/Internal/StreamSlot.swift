/// What the session knows of one stream; at home in a `SlotTable`.
///
/// A slot is *free* (number 0), *live* (announced, nghttp2 knows it), or *closed* (nghttp2 has
/// forgotten it, the `closed` event is not handled yet).
struct StreamSlot {
  /// How much of our half of the stream has been said.
  enum Output: UInt8 {
    /// No header list was submitted, or only interim ones.
    case idle
    /// More data or trailers may follow.
    case open
    /// The end was submitted but END_STREAM was not sent.
    case ending
    /// END_STREAM was sent.
    case ended
  }

  var number: Int32 = 0
  var isClosed = false
  /// RST_STREAM was submitted: what still arrives is dropped.
  var isReset = false
  /// The peer has ended its half.
  var isRemoteEnded = false
  /// The final response head has arrived, so the next list is trailers (client only).
  var hasFinalHead = false
  /// A header list of ours has left (client only).
  var hasSentHead = false
  /// nghttp2 asked for data when there was none, and waits for `resume_data`.
  var isDeferred = false
  /// Reset with `resetCode` as soon as END_STREAM was sent.
  var resetsAfterEnd = false
  var hasTrailers = false
  var output = Output.idle
  var resetCode: UInt32 = 0
  /// Queued bytes below which `writable` is due; zero asks for nothing.
  var writableBelow = 0
  /// Body bytes delivered and not consumed: owed to the connection window.
  var unconsumedBytes = 0
  /// Bytes that the request's `content-length` still promises, or -1 for no promise (server only).
  var promisedBytes: Int64 = -1
  var queue = ByteQueue()
  var trailers: HTTP2HeaderList?
  /// Takes the place of `trailers` if it is not `none`.
  var fixedTrailers = HTTP2FixedHeaders.none
}
