/// Behaviour around calls on the client: credentials, trace context, limits of one's own.
///
/// It runs before the call is opened. It may refuse the call by throwing an `RPCError`, change the
/// options that go further in, open the call more than once, or wrap the stream.
public protocol ClientInterceptor: Sendable {
  /// Opens a call by `next` or refuses it.
  func intercept(
    _ call: ClientCall,
    next: ClientCall.Opener
  ) async throws -> any ClientCallStream
}

/// The client's side of one call before it is opened, as interceptors see it.
public struct ClientCall: Sendable {
  /// What stands further in: the next interceptor or the transport.
  public typealias Opener = @Sendable (ClientCall) async throws -> any ClientCallStream

  /// The method that is called.
  public let method: MethodDescriptor
  /// What the caller has set for the call, with what interceptors further out have changed.
  public var options: CallOptions

  /// Joins a method with options.
  public init(method: MethodDescriptor, options: CallOptions) {
    self.method = method
    self.options = options
  }
}
