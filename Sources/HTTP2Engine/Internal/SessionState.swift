internal import CNghttp2

/// Everything that callbacks of nghttp2 read and write, at a fixed address.
///
/// A plain struct behind a pointer instead of the session object itself: a callback then costs no
/// retain and no exclusivity check. Owned by `HTTP2Session`.
struct SessionState {
  /// The header block that is arriving; header blocks never interleave (RFC 9113 §4.3).
  struct ArrivingBlock {
    var firstEntry = 0
    var firstByte = 0
    var listBytes = 0
    var isOpen = false
    var isDropped = false
    var isTooLarge = false
    var isInformational = false
    /// On a server: what its fields have to keep to.
    var rules = RequestRules(isTrailers: false)

    /// Whether nobody will read what else arrives of it.
    var isIgnored: Bool { isDropped || isTooLarge || rules.fault != nil }
  }

  /// A stream to be reset, without a slot where it was never announced.
  struct GivenUpStream {
    let stream: HTTP2StreamID
    let code: UInt32
  }

  /// Memory that header blocks may keep between two reads.
  static let idleHeaderBytesMax = 64 << 10

  /// Events whose memory may stay between two reads.
  static let idleEventsMax = 1024

  let isServer: Bool
  let headerListBytesMax: Int
  let headerListBytesFatal: Int
  let concurrentStreamsMax: Int
  let omitsUnreadFields: Bool

  var events = PlainBuffer<RawEvent>()
  var headerBytes = PlainBuffer<UInt8>()
  var headerEntries = PlainBuffer<HTTP2HeaderBlock.Entry>()
  var block = ArrivingBlock()
  var slots = SlotTable()
  var counters = HTTP2FrameCounters()

  /// Start of the buffer that `receive` is working on; data events are offsets from it.
  var inputStart: UnsafePointer<UInt8>?
  /// Body bytes that the connection's window gets back when the events of a read are handled: of streams
  /// that nobody reads any more, or whose peer has ended his half.
  var ignoredBytes = 0
  /// Bodies that wait in the slots' queues, in bytes.
  var queuedBytes = 0
  /// Streams that are reset after the read: those over the limit, which are never announced, and those of
  /// malformed messages.
  var givenUp = PlainBuffer<GivenUpStream>()
  /// Streams to be reset during the current write, with their slot's `resetCode`.
  var dueResets = PlainBuffer<HTTP2StreamID>()
  /// The stream that the last look-up found: frames of one stream often come together.
  var lastNumber: Int32 = 0
  var lastSlot: Int32 = 0
  /// What nghttp2 last said of a fault.
  var diagnostic = ""
  /// The error that ended the session.
  var failure: HTTP2Error?
  /// A chunk of nghttp2, or of the session's own, that is not yet copied out.
  var unsent = UnsafeRawBufferPointer(start: nil, count: 0)
  var isDraining = false
  /// On a server: what is remembered of streams that are gone.
  var closedStreams = ClosedStreams()
  /// What the peer has broken in the connection, where nghttp2 would look away.
  var violation: HTTP2ErrorCode?
  /// Whether a GOAWAY of ours has left; streams above its last one are nobody's fault.
  var hasSentGoaway = false

  init(isServer: Bool, configuration: HTTP2Configuration) {
    self.isServer = isServer
    headerListBytesMax = configuration.headerListBytesMax
    headerListBytesFatal = max(
      configuration.headerListBytesMax,
      configuration.headerListBytesFatal
    )
    concurrentStreamsMax = configuration.concurrentStreamsMax
    omitsUnreadFields = configuration.omitsUnreadFields
  }

  /// The slot of a stream, or -1 for one that was never announced or is gone.
  @inline(__always)
  mutating func slot(of number: Int32, in session: OpaquePointer?) -> Int32 {
    if number == lastNumber { return lastSlot }
    let data = nghttp2_session_get_stream_user_data(session, number)
    let slot = Int32(truncatingIfNeeded: Int(bitPattern: data)) - 1
    if slot >= 0 {
      lastNumber = number
      lastSlot = slot
    }
    return slot
  }

  /// Prepares the buffers for a read: only a header block that is still arriving is kept.
  mutating func beginInput(_ start: UnsafePointer<UInt8>) {
    inputStart = start
    guard block.isOpen else {
      headerBytes.truncate(to: 0)
      headerEntries.truncate(to: 0)
      return
    }
    let moved = UInt32(block.firstByte)
    headerBytes.dropFirst(block.firstByte)
    headerEntries.dropFirst(block.firstEntry)
    for position in 0..<headerEntries.count {
      headerEntries[position].nameOffset -= moved
      headerEntries[position].valueOffset -= moved
    }
    block.firstByte = 0
    block.firstEntry = 0
  }

  /// Gives back what only a flood of large lists needs, once the events of a read are handled.
  mutating func releaseHeaders() {
    let entryBytes = headerEntries.capacity * MemoryLayout<HTTP2HeaderBlock.Entry>.stride
    guard !block.isOpen, headerBytes.capacity + entryBytes > Self.idleHeaderBytesMax else { return }
    headerBytes.free()
    headerEntries.free()
  }

  /// Gives all memory back.
  mutating func free() {
    events.free()
    headerBytes.free()
    headerEntries.free()
    givenUp.free()
    dueResets.free()
    closedStreams.free()
    slots.freeAll()
  }
}
