/// Behaviour around calls: identity, limits, idempotency.
///
/// An interceptor runs before the first byte of the request is decoded. It may refuse the call by
/// throwing an `RPCError`, put values into the context, or wrap the stream.
public protocol ServerInterceptor: Sendable {
  /// Serves a call by `next` or refuses it.
  func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws
}
