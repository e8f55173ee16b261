import HTTP2Engine
import NIOCore

/// The graceful end of a connection (RFC 9113 §6.8).
extension HTTP2ServerConnection {
  /// Lets the connection go when its calls have ended, and takes no new ones after a round trip.
  func beginDrain() {
    executor.runLater {
      self.note(.shutdown)
      self.beginDrainNow("")
    }
  }

  /// The same on the loop; the reason is for the final GOAWAY.
  func beginDrainNow(_ reason: StaticString) {
    guard session != nil, !isDraining else { return }
    isDraining = true
    goawayReason = reason
    guard isGated else { return announceDrain() }
    // A client that has not spoken yet hears of it when it does: a connection that is closed before
    // any SETTINGS counts as a failed attempt for clients, and one after GOAWAY does not. But a socket
    // that says nothing at all must not hold the end up.
    let limits = settings.configuration
    timers.preface?.cancel()
    timers.preface = after(min(limits.drainPingTimeout, limits.prefaceTimeout)) {
      $0.channelContext?.close(promise: nil)
    }
  }

  /// Sends GOAWAY with the highest number and a PING; when that is acknowledged no request of the
  /// peer can be under way any more, and the final GOAWAY names the last stream.
  func announceDrain() {
    guard let session else { return }
    session.submitShutdownNotice()
    startDrainTimer()
    outputIsWaiting()
  }

  /// The notice is on its way.
  func pingForDrain() {
    session?.submitPing(Self.drainPing)
    outputIsWaiting()
  }

  private static let drainPing: UInt64 = 0x6d6f_7463_7561_0001

  /// Takes an acknowledgement of a PING.
  func receivePingAcknowledgement(_ payload: UInt64) {
    if isDraining, payload == Self.drainPing { finishDrain() }
  }

  /// Names the last stream; the connection closes when the streams that were begun have ended.
  func finishDrain() {
    guard let session, !timers.drainIsFinal else { return }
    timers.drainIsFinal = true
    timers.drain?.cancel()
    sayGoaway(session, .noError, goawayReason)
  }

  /// Says GOAWAY with a word that tells the client why.
  func sayGoaway(_ session: HTTP2Session, _ code: HTTP2ErrorCode, _ reason: StaticString) {
    let bytes = UnsafeRawBufferPointer(start: reason.utf8Start, count: reason.utf8CodeUnitCount)
    session.submitGoaway(code, debugData: bytes)
    outputIsWaiting()
  }

  /// Closes the connection at once.
  func close() {
    executor.runLater {
      self.note(.shutdown)
      self.channelContext?.close(promise: nil)
    }
  }
}
