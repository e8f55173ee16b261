import HTTP2Engine

/// Counts frames that cost a peer little and us something, and says when it is too many.
///
/// A bucket of `floodFramesBurst` that refills by `floodFramesPerSecond`. nghttp2 itself bounds
/// RST_STREAM, CONTINUATION and unsent acknowledgements; this bounds SETTINGS, PRIORITY, empty
/// DATA, invalid frames, header lists that are too large, the resets that a peer makes *us* send
/// (all but those by which this side stops a body), and, beyond what answers this side's HEADERS and
/// DATA, PING and WINDOW_UPDATE: one PING and two WINDOW_UPDATEs for each frame that was sent.
///
/// A client that measures the connection sends a PING behind each DATA frame while no other is under
/// way (grpc-go, its BDP estimator), so about one for each answer for as long as it likes.
struct FloodGuard {
  private var seen = 0
  private var pings = PingAllowance()
  private var used = 0.0
  private var lastTime: UInt64 = 0

  /// Takes the counters of a turn; the time is asked for only if a counter has moved.
  mutating func allows(
    _ counters: HTTP2FrameCounters,
    limits: HTTP2ServerConfiguration,
    now: () -> UInt64
  ) -> Bool {
    let total =
      pings.excess(counters, allowanceMax: limits.floodFramesBurst)
      + counters.settings + counters.emptyData + counters.invalidFrames
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

/// Counts the PINGs for which this side has sent nothing.
///
/// What is not used is kept up to a limit: a PING may arrive some turns behind the frame that it
/// answers, but a long download is no licence for a flood behind it.
private struct PingAllowance {
  private var pingsSeen = 0
  private var framesSeen = 0
  private var allowance = 0
  private var excess = 0

  mutating func excess(_ counters: HTTP2FrameCounters, allowanceMax: Int) -> Int {
    guard counters.pings > pingsSeen else { return excess }
    allowance = min(allowanceMax, allowance + counters.messageFramesSent - framesSeen)
    framesSeen = counters.messageFramesSent
    let new = counters.pings - pingsSeen
    pingsSeen = counters.pings
    let allowed = min(new, allowance)
    allowance -= allowed
    excess += new - allowed
    return excess
  }
}
