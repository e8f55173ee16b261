import HTTP2Engine
import NIOCore
import RPCCore

/// What a connection asks of its client over time: to be there, not to ask too often, to read, and to
/// go when it is old.
extension HTTP2ServerConnection {
  // Silence (gRFC A8).

  /// Asks the client if it is there when it has sent nothing for a while, counted from the last byte
  /// that was read.
  func watchSilence() {
    guard let time = settings.configuration.keepalive.time else { return }
    let due = Deadline(timeout: time, now: lastReadAt)
    timers.keepalive = after(due.remaining(now: now)) { connection in
      guard Deadline(timeout: time, now: connection.lastReadAt) <= due else {
        return connection.watchSilence()
      }
      connection.pingForKeepalive()
    }
  }

  private func pingForKeepalive() {
    guard let session else { return }
    session.submitPing(Self.keepalivePing)
    outputIsWaiting()
    let askedAt = now
    timers.keepalive = after(settings.configuration.keepalive.timeout) { connection in
      if connection.lastReadAt >= askedAt { return connection.watchSilence() }
      connection.note(.silence)
      connection.channelContext?.close(promise: nil)
    }
  }

  private static let keepalivePing: UInt64 = 0x6d6f_7463_7561_0003

  /// Takes a PING of the client; too many end the connection.
  func receivePing(_ session: HTTP2Session) {
    let isAllowed = strikes.allows(
      settings.configuration.keepalive,
      hasCalls: liveCalls > 0,
      framesSent: session.counters.messageFramesSent,
      now: now
    )
    guard !isAllowed, !closesAfterOutput else { return }
    closesAfterOutput = true
    note(.tooManyPings)
    sayGoaway(session, .enhanceYourCalm, "too_many_pings")
  }

  // Age (gRFC A9).

  /// Asks the client to go when the connection is old, within a tenth more or less.
  func watchAge() {
    let configuration = settings.configuration
    guard let age = configuration.connectionAgeMax else { return }
    timers.age = after(age * (0.9 + 0.2 * configuration.random())) { connection in
      connection.note(.age)
      connection.beginDrainNow("max_age")
      guard let grace = configuration.connectionAgeGrace else { return }
      connection.timers.age = connection.after(grace) { $0.channelContext?.close(promise: nil) }
    }
  }

  // Readers that do not read.

  /// Looks after a while whether bytes that wait have moved.
  ///
  /// It is called for whatever was written, because what the socket has not taken is no longer queued
  /// here; so the timer looks whether there is anything, and goes on only then.
  func watchStalls() {
    guard timers.stall == nil, session != nil else { return }
    let interval = settings.configuration.stalledOutputTimeout / StallWatch.looks
    timers.stall = after(interval) { connection in
      connection.timers.stall = nil
      connection.lookForStalls()
    }
  }

  private func lookForStalls() {
    guard let session, let channel = channelContext?.channel else { return }
    let queued = session.queuedBytes
    let unsent = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    let socketWaits = unsent > 0 || !channel.isWritable
    let bodiesStand = bodyStall.isStalled(
      isWaiting: queued > 0,
      moved: session.counters.bodyBytesSent
    )
    // Where the socket takes nothing, not even a reset would arrive.
    if socketStall.isStalled(isWaiting: socketWaits, moved: bytesWritten - unsent) {
      note(.outputStalled)
      channelContext?.close(promise: nil)
      return
    }
    for call in openCalls {
      let waits = session.queuedBytes(call.stream)
      guard call.isOutputStalled(queued: waits) || (bodiesStand && waits > 0) else { continue }
      session.submitReset(call.stream, .enhanceYourCalm)
    }
    if bodiesStand { endStalledConnection(session) }
    outputIsWaiting()
    if queued > 0 || socketWaits { watchStalls() }
  }

  /// Takes no more calls on a connection whose client takes nothing of any answer: it is closed as
  /// soon as no call is left, which is at once where all of them were stalled.
  ///
  /// Calls that wait for room would begin now, and stall for as long again.
  private func endStalledConnection(_ session: HTTP2Session) {
    for call in waitingCalls { session.submitReset(call.stream, .enhanceYourCalm) }
    guard !isEnding else { return }
    note(.outputStalled)
    sayGoaway(session, .enhanceYourCalm, "output_stalled")
  }
}
