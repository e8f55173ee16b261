/// Behaviour around calls: identity, limits, idempotency.
///
/// An interceptor runs before the first byte of the request is decoded. It may refuse the call by
/// throwing an `RPCError`, put values into the context, or wrap the stream.
public protocol ServerInterceptor: Sendable {
  /// Serves a call by `next` or refuses it.
  func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws

  /// Does for a call all that ``intercept(_:next:)`` would, if that needs no waiting and nothing behind
  /// the handler; false, the default, says to call that.
  ///
  /// An `async` call that never waits still costs a frame, and its return a look for the executor: a
  /// fortieth of a small call for each interceptor.
  ///
  /// - Throws: `RPCError` to refuse the call.
  func admit(_ context: ServerContext) throws -> Bool
}

extension ServerInterceptor {
  /// Says to call ``ServerInterceptor/intercept(_:next:)``.
  public func admit(_ context: ServerContext) throws -> Bool { false }
}
