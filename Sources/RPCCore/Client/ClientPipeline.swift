/// A transport with interceptors and observers around it.
///
/// Observers stand outside, so that they see what interceptors refuse too; then the interceptors, the
/// first of which is outermost, as on the server. With neither, calls go straight to the transport.
public struct ClientPipeline: ClientTransport {
  private let transport: any ClientTransport
  private let observers: [any ClientObserver]
  private let clock: any CallClock
  /// The chain of interceptors, or nil if there are none.
  private let intercepted: ClientCall.Opener?

  /// Puts interceptors and observers around a transport; the clock measures durations.
  public init(
    _ transport: any ClientTransport,
    interceptors: [any ClientInterceptor] = [],
    observers: [any ClientObserver] = [],
    clock: any CallClock = SystemCallClock()
  ) {
    self.transport = transport
    self.observers = observers
    self.clock = clock
    guard !interceptors.isEmpty else {
      intercepted = nil
      return
    }
    var opener: ClientCall.Opener = { call in
      try await transport.open(call.method, options: call.options)
    }
    for interceptor in interceptors.reversed() {
      let next = opener
      opener = { call in try await interceptor.intercept(call, next: next) }
    }
    intercepted = opener
  }

  /// The transport's.
  public var taskExecutor: (any TaskExecutor)? { transport.taskExecutor }

  /// Opens a call through the interceptors.
  ///
  /// - Throws: what an interceptor throws, or the transport.
  public func open(
    _ method: MethodDescriptor,
    options: CallOptions
  ) async throws -> any ClientCallStream {
    guard !observers.isEmpty else { return try await openUnobserved(method, options) }
    let call = ObservedCall(method, options, observers: observers, clock: clock)
    do {
      let stream = try await openUnobserved(method, call.options(options))
      return ObservedCallStream(stream, call)
    } catch {
      call.finish(error)
      throw error
    }
  }

  private func openUnobserved(
    _ method: MethodDescriptor,
    _ options: CallOptions
  ) async throws -> any ClientCallStream {
    guard let intercepted else { return try await transport.open(method, options: options) }
    return try await intercepted(ClientCall(method: method, options: options))
  }

  /// Makes a call with one message in each direction; without interceptors by the transport's own
  /// short way.
  ///
  /// - Throws: `RPCError` for every status but OK.
  public func unary(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    options: CallOptions
  ) async throws -> [UInt8] {
    guard !observers.isEmpty else { return try await unaryUnobserved(method, message, options) }
    let call = ObservedCall(method, options, observers: observers, clock: clock)
    call.sent(message.count)
    do {
      let response = try await unaryUnobserved(method, message, call.options(options))
      call.received(response.count)
      call.finish(nil)
      return response
    } catch {
      call.finish(error)
      throw error
    }
  }

  private func unaryUnobserved(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    _ options: CallOptions
  ) async throws -> [UInt8] {
    guard let intercepted else {
      return try await transport.unary(method, message, options: options)
    }
    let stream = try await intercepted(ClientCall(method: method, options: options))
    try await stream.writeOnly(message)
    return try await stream.onlyMessage()
  }
}
