/// The limits of one session; every one has a default.
public struct HTTP2Configuration: Sendable, Hashable {
  /// Streams that the peer may have open at once, 128 by default.
  ///
  /// One more is refused with REFUSED_STREAM. Advertised as SETTINGS_MAX_CONCURRENT_STREAMS (server only).
  public var concurrentStreamsMax = 128

  /// Size of one received header list, 8 KiB by default.
  ///
  /// Counted as name + value + 32 a field (RFC 9113 §6.5.2). Advertised; a longer list becomes a `headersTooLarge` event.
  public var headerListBytesMax = 8192

  /// Size of one received header list beyond which the whole connection ends with
  /// ENHANCE_YOUR_CALM, 64 KiB by default.
  ///
  /// HPACK names a large field by one byte, so that 128 KiB on the wire are half a gigabyte of
  /// fields, which all have to be read for the next list to be understood.
  public var headerListBytesFatal = 65_536

  /// Bytes that the peer may have under way on one stream, 1 MiB by default.
  public var streamWindowBytes = 1 << 20

  /// Bytes that the peer may have under way on the whole connection, 4 MiB by default.
  public var connectionWindowBytes = 4 << 20

  /// Payload of one received frame, 16 KiB by default, the least that RFC 9113 §4.2 allows.
  public var frameBytesMax = 16_384

  /// RST_STREAM frames that the peer may send in one burst, 1,000 by default; above it and above
  /// `resetsPerSecondMax` the connection ends (server only).
  public var resetsBurstMax = 1000

  /// RST_STREAM frames a second that the peer regains after a burst, 33 by default (server only).
  ///
  /// The one limit that knows time: nghttp2 reads the system's monotonic clock for it.
  public var resetsPerSecondMax = 33

  /// CONTINUATION frames after one HEADERS frame, 8 by default.
  public var continuationFramesMax = 8

  /// Entries in one received SETTINGS frame, 32 by default.
  public var settingsEntriesMax = 32

  /// Acknowledgements of PING and SETTINGS that may wait unsent, 1,000 by default; a peer that
  /// makes more of them without reading ends the connection.
  public var unsentAcksMax = 1000

  /// Whether fields that no gRPC server reads are left out of received blocks: `te`, `user-agent`,
  /// `content-length`, `:scheme` and `:authority`; false by default.
  ///
  /// They are half of a usual request. They are checked and counted like all others. The gRPC server
  /// sets it for its own sessions.
  package var omitsUnreadFields = false

  /// Makes a configuration with the defaults.
  public init() {}
}
