import HTTP2Engine
import RPCCore

/// Telling observers, which are usually none.
extension HTTP2ServerConnection {
  func observeStarted(_ call: HTTP2ServerCall) {
    guard settings.isObserved else { return }
    let seen = ObservedServerCall(call.context)
    for observer in settings.router.observers { observer.started(seen) }
  }

  func observeReceived(_ call: HTTP2ServerCall, _ bytes: Int) {
    guard settings.isObserved else { return }
    let seen = ObservedServerCall(call.context)
    for observer in settings.router.observers { observer.received(seen, bytes: bytes) }
  }

  func observeSent(_ call: HTTP2ServerCall, _ bytes: Int) {
    guard settings.isObserved else { return }
    let seen = ObservedServerCall(call.context)
    for observer in settings.router.observers { observer.sent(seen, bytes: bytes) }
  }

  func observeFinished(_ call: HTTP2ServerCall, _ error: RPCError?) {
    guard settings.isObserved else { return }
    let duration = Duration.nanoseconds(Int64(clamping: now - min(now, call.startedAt)))
    let seen = ObservedServerCall(call.context)
    for observer in settings.router.observers {
      observer.finished(seen, error: error, duration: duration)
    }
  }

  /// Tells of a request that never becomes a call.
  func observeRefused(_ head: RequestHead?, _ error: @autoclosure () -> RPCError) {
    observeRefused(head?.method ?? .unserved(path: ""), head?.metadata ?? Metadata(), error())
  }

  /// Tells of a request that never becomes a call, and of which so much is known.
  func observeRefused(
    _ method: MethodDescriptor,
    _ metadata: Metadata,
    _ error: @autoclosure () -> RPCError
  ) {
    guard settings.isObserved else { return }
    let context = ServerContext(
      method: method,
      metadata: metadata,
      lane: executor.lane,
      peer: peer
    )
    let error = error()
    let seen = ObservedServerCall(context)
    for observer in settings.router.observers {
      observer.started(seen)
      observer.finished(seen, error: error, duration: .zero)
    }
  }
}

extension HTTPRefusal {
  /// What the refusal is for those who count calls, by the table of gRPC for answers without a
  /// status (gRPC: http-grpc-status-mapping).
  var outcome: RPCError {
    RPCError(StatusMapping.code(httpStatus: status), "HTTP \(status).")
  }

  private var status: Int {
    switch self {
    case .methodNotAllowed: 405
    case .unsupportedMediaType: 415
    case .headerFieldsTooLarge: 431
    }
  }
}
