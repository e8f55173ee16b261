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
    sayGoaway(session, .enhanceYourCalm, "too_many_pings")
  }

  // Age (gRFC A9).

  /// Asks the client to go when the connection is old, within a tenth more or less.
  func watchAge() {
    let configuration = settings.configuration
    guard let age = configuration.connectionAgeMax else { return }
    timers.age = after(age * (0.9 + 0.2 * configuration.random())) { connection in
      connection.beginDrainNow("max_age")
      guard let grace = configuration.connectionAgeGrace else { return }
      connection.timers.age = connection.after(grace) { $0.channelContext?.close(promise: nil) }
    }
  }

  // Readers that do not read.

  /// Looks after a while whether queued bytes have moved, if there are any.
  func watchStalls() {
    guard timers.stall == nil, let session else { return }
    guard session.queuedBytes > 0 || !isWritable else { return }
    timers.stall = after(settings.configuration.stalledOutputTimeout / 2) { connection in
      connection.timers.stall = nil
      connection.endStalledCalls()
      connection.watchStalls()
    }
  }

  private var isWritable: Bool { channelContext?.channel.isWritable ?? true }

  private func endStalledCalls() {
    guard let session else { return }
    for call in openCalls where call.isStalled(queued: session.queuedBytes(call.stream)) {
      session.submitReset(call.stream, .enhanceYourCalm)
    }
    // Where the socket takes nothing, not even a reset would arrive.
    let isStuck = !isWritable && bytesWritten == bytesWrittenAtCheck
    bytesWrittenAtCheck = bytesWritten
    stalledSocketChecks = isStuck ? stalledSocketChecks + 1 : 0
    guard stalledSocketChecks < 2 else {
      channelContext?.close(promise: nil)
      return
    }
    outputIsWaiting()
  }
}
