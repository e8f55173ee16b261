import RPCCore

/// Telling observers, which are usually none.
extension HTTP2ServerConnection {
  func observeStarted(_ call: HTTP2ServerCall) {
    for observer in settings.router.observers { observer.started(call.context) }
  }

  func observeReceived(_ call: HTTP2ServerCall, _ bytes: Int) {
    for observer in settings.router.observers { observer.received(call.context, bytes: bytes) }
  }

  func observeSent(_ call: HTTP2ServerCall, _ bytes: Int) {
    for observer in settings.router.observers { observer.sent(call.context, bytes: bytes) }
  }

  func observeFinished(_ call: HTTP2ServerCall, _ error: RPCError?) {
    guard !settings.router.observers.isEmpty else { return }
    let duration = Duration.nanoseconds(Int64(clamping: now - min(now, call.startedAt)))
    for observer in settings.router.observers {
      observer.finished(call.context, error: error, duration: duration)
    }
  }
}
