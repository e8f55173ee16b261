/// Frames that cost the peer little and this side something, counted since the session began.
///
/// nghttp2 1.52 does not limit these, so the owner compares the counters from turn to turn and
/// ends the connection of a peer that exaggerates.
public struct HTTP2FrameCounters: Sendable, Hashable {
  /// PING frames received that were not acknowledgements.
  public internal(set) var pings = 0
  /// SETTINGS frames received that were not acknowledgements.
  public internal(set) var settings = 0
  /// DATA frames received without a byte of body and without END_STREAM.
  public internal(set) var emptyData = 0
  /// WINDOW_UPDATE frames received, on streams and on the connection.
  public internal(set) var windowUpdates = 0
  /// PRIORITY frames that began to arrive; nghttp2 itself passes over them.
  public internal(set) var priorities = 0
  /// HEADERS and DATA frames sent.
  public internal(set) var messageFramesSent = 0
  /// Bytes of bodies sent.
  public internal(set) var bodyBytesSent = 0
  /// RST_STREAM frames received.
  public internal(set) var resetsReceived = 0
  /// RST_STREAM frames sent, those for malformed messages included.
  public internal(set) var resetsSent = 0
  /// RST_STREAM frames sent with NO_ERROR: this side's own way to stop a body that nobody needs
  /// (RFC 9113 §8.1).
  public internal(set) var uploadStopsSent = 0
  /// Header lists received that were over `headerListBytesMax`.
  public internal(set) var headerListsTooLarge = 0
  /// Frames received that were invalid in their place, and requests that were malformed.
  public internal(set) var invalidFrames = 0
  /// Streams refused because `concurrentStreamsMax` was reached.
  public internal(set) var streamsRefused = 0

  init() {}
}
