/// Behaviour around calls: identity, limits, idempotency.
///
/// An interceptor runs before the first byte of the request is decoded. It may refuse the call by
/// throwing an `RPCError`, put values into the context, or wrap the stream.
public protocol ServerInterceptor: Sendable {
  /// Serves a call by `next` or refuses it.
  func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws
}

/// Sees calls and cannot change them: metrics, logs, traces.
public protocol CallObserver: Sendable {
  /// A call has begun.
  func started(_ context: ServerContext)
  /// A message of so many bytes has been received.
  func received(_ context: ServerContext, bytes: Int)
  /// A message of so many bytes has been sent.
  func sent(_ context: ServerContext, bytes: Int)
  /// The call has ended; `error` is nil for OK.
  func finished(_ context: ServerContext, error: RPCError?, duration: Duration)
}
