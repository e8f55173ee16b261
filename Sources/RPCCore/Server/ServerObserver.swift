/// Sees calls on the server and cannot change them: metrics, logs, traces.
///
/// Each call that reached the server is told of once by ``started(_:)`` and once by
/// ``finished(_:error:duration:)``, however it ends: by its handler, an interceptor, the deadline, the
/// caller, the loss of its connection, or by a refusal of the transport before any handler. For a
/// request that is no gRPC call the error has the code that clients derive from the HTTP status.
/// A stream above the number that its connection may have open is refused before anything is read of it
/// and is no call; the transport tells of it in its own way.
///
/// The functions are called on the thread that serves the call and must not wait.
public protocol ServerObserver: Sendable {
  /// A call has begun.
  func started(_ call: ObservedServerCall)
  /// A message has been received; the bytes are those of the wire, so of a compressed message the
  /// compressed ones, without the prefix of five.
  func received(_ call: ObservedServerCall, bytes: Int)
  /// A message has been queued for the caller; bytes as above.
  func sent(_ call: ObservedServerCall, bytes: Int)
  /// The call has ended; `error` is nil for OK.
  func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration)
}
