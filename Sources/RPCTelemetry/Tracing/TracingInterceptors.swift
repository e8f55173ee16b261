public import RPCCore
public import Tracing

/// Continues the caller's trace on the server, or begins one.
///
/// While the handler runs, `ServiceContext.current` is the span's, so what it logs and whom it calls
/// belong to the trace.
public struct TracingServerInterceptor<T: Tracer>: ServerInterceptor {
  private let tracer: T

  /// Begins spans by a tracer.
  public init(_ tracer: T) {
    self.tracer = tracer
  }

  /// Serves the call within a span that has the method's name.
  public func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    var context = ServiceContext.topLevel
    tracer.extract(call.context.metadata, into: &context, using: MetadataExtractor())
    let method = call.context.method
    try await tracer.withSpan(
      method.service + "/" + method.name,
      context: context,
      ofKind: .server
    ) { span in
      span.updateAttributes { CallAttributes.set(method, in: &$0) }
      if let trace = span.context.trace { call.context.set(trace) }
      try await next(call)
    }
  }
}

/// Tells the server of the trace that runs, or of one that begins with the call.
public struct TracingClientInterceptor<T: Tracer>: ClientInterceptor {
  private let tracer: T

  /// Begins spans by a tracer.
  public init(_ tracer: T) {
    self.tracer = tracer
  }

  /// Opens the call with the span's context in its metadata; the span ends with the call, and has its
  /// status.
  public func intercept(
    _ call: ClientCall,
    next: ClientCall.Opener
  ) async throws -> any ClientCallStream {
    let span = tracer.startSpan(
      call.method.service + "/" + call.method.name,
      context: ServiceContext.current ?? .topLevel,
      ofKind: .client
    )
    span.updateAttributes { CallAttributes.set(call.method, in: &$0) }
    var call = call
    tracer.inject(span.context, into: &call.options.metadata, using: MetadataInjector())
    let end = SpanEnd(span)
    do {
      let final = call
      let stream = try await ServiceContext.withValue(span.context) { try await next(final) }
      return TracedCallStream(stream, end)
    } catch {
      end(error)
      throw error
    }
  }
}

/// The attributes of spans of calls (OpenTelemetry semantic conventions for RPC).
enum CallAttributes {
  static func set(_ method: MethodDescriptor, in attributes: inout SpanAttributes) {
    attributes["rpc.system"] = "grpc"
    attributes["rpc.service"] = method.service
    attributes["rpc.method"] = method.name
  }

  /// The status of a call as a number; 0 is OK.
  static let status = "rpc.grpc.status_code"
}
