public import Tracing

/// A tracer that passes W3C trace context on and records nothing.
///
/// It takes part in traces that other systems record: a server continues the caller's trace or begins
/// one, what it calls is told of it, and logs carry its number. A program that records spans gives its
/// own tracer to the interceptors instead.
public struct TracePropagator: Tracer {
  /// A span that has a number and is not recorded.
  public struct Span: Tracing.Span {
    /// Where the span lies.
    public let context: ServiceContext
    /// The name that it was given; there is nobody to tell it to.
    public var operationName: String {
      get { "" }
      nonmutating set {}
    }
    /// Nothing.
    public var attributes: SpanAttributes {
      get { [:] }
      nonmutating set {}
    }
    /// False.
    public var isRecording: Bool { false }

    /// Does nothing.
    public func setStatus(_ status: SpanStatus) {}
    /// Does nothing.
    public func addEvent(_ event: SpanEvent) {}
    /// Does nothing.
    public func addLink(_ link: SpanLink) {}
    /// Does nothing.
    public func recordError<Instant: TracerInstant>(
      _ error: any Error,
      attributes: SpanAttributes,
      at instant: @autoclosure () -> Instant
    ) {}
    /// Does nothing.
    public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {}
  }

  private let makeGenerator: @Sendable () -> any RandomNumberGenerator

  /// Draws numbers from the given generators, one a span; by the system's chance unless told
  /// otherwise.
  public init(
    generator: @escaping @Sendable () -> any RandomNumberGenerator = {
      SystemRandomNumberGenerator()
    }
  ) {
    makeGenerator = generator
  }

  /// Begins a span of the trace in the context, or a trace.
  public func startSpan<Instant: TracerInstant>(
    _ operationName: String,
    context: @autoclosure () -> ServiceContext,
    ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant,
    function: String,
    file fileID: String,
    line: UInt
  ) -> Span {
    var context = context()
    var generator = makeGenerator()
    context.trace = context.trace?.child(using: &generator) ?? .root(using: &generator)
    return Span(context: context)
  }

  /// The same as ``startSpan(_:context:ofKind:at:function:file:line:)``.
  public func startAnySpan<Instant: TracerInstant>(
    _ operationName: String,
    context: @autoclosure () -> ServiceContext,
    ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant,
    function: String,
    file fileID: String,
    line: UInt
  ) -> any Tracing.Span {
    startSpan(
      operationName,
      context: context(),
      ofKind: kind,
      at: instant(),
      function: function,
      file: fileID,
      line: line
    )
  }

  /// Does nothing.
  public func forceFlush() {}

  /// Reads `traceparent` and `tracestate`; what is not valid is as if it were not there.
  public func extract<Carrier, Extract>(
    _ carrier: Carrier,
    into context: inout ServiceContext,
    using extractor: Extract
  ) where Extract: Extractor, Extract.Carrier == Carrier {
    guard let parent = extractor.extract(key: TraceContext.parentName, from: carrier) else {
      return
    }
    let state = extractor.extract(key: TraceContext.stateName, from: carrier) ?? ""
    context.trace = TraceContext(parent: parent, state: state) ?? context.trace
  }

  /// Writes `traceparent` and `tracestate`.
  public func inject<Carrier, Inject>(
    _ context: ServiceContext,
    into carrier: inout Carrier,
    using injector: Inject
  ) where Inject: Injector, Inject.Carrier == Carrier {
    guard let trace = context.trace else { return }
    injector.inject(trace.parentText, forKey: TraceContext.parentName, into: &carrier)
    guard !trace.state.isEmpty else { return }
    injector.inject(trace.state, forKey: TraceContext.stateName, into: &carrier)
  }
}
