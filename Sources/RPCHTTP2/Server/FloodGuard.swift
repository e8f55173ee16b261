import HTTP2Engine

/// Counts frames that cost a peer little and us something, and says when it is too many.
///
/// A bucket of `floodFramesBurst` that refills by `floodFramesPerSecond`. nghttp2 itself bounds
/// RST_STREAM, CONTINUATION and unsent acknowledgements; this bounds PING, SETTINGS, PRIORITY, empty
/// DATA, invalid frames, header lists that are too large, the resets that a peer makes *us* send
/// (all but those by which this side stops a body), and WINDOW_UPDATE frames beyond two for each
/// frame that this side has sent.
struct FloodGuard {
  private var seen = 0
  private var used = 0.0
  private var lastTime: UInt64 = 0

  /// Takes the counters of a turn; the time is asked for only if a counter has moved.
  mutating func allows(
    _ counters: HTTP2FrameCounters,
    limits: HTTP2ServerConfiguration,
    now: () -> UInt64
  ) -> Bool {
    let total =
      counters.pings + counters.settings + counters.emptyData + counters.invalidFrames
      + counters.resetsSent - counters.uploadStopsSent
      + counters.priorities + counters.headerListsTooLarge
      + max(0, counters.windowUpdates - 2 * counters.messageFramesSent)
    guard total > seen else { return true }
    let time = now()
    if lastTime != 0 {
      let seconds = Double(time - min(time, lastTime)) / 1e9
      used = max(0, used - seconds * Double(limits.floodFramesPerSecond))
    }
    lastTime = time
    used += Double(total - seen)
    seen = total
    return used <= Double(limits.floodFramesBurst)
  }
}
