import Instrumentation
import RPCCore
import RPCInProcess
import RPCTelemetry
import Synchronization
import Testing
import Tracing

/// Writes down what becomes of its spans.
private struct RecordingTracer: Tracer {
  /// What has happened, in its order.
  final class Record: Sendable {
    private let state = Mutex<[String]>([])
    var lines: [String] { state.withLock { $0 } }
    func add(_ line: String) { state.withLock { $0.append(line) } }
  }

  struct Span: Tracing.Span {
    let context: ServiceContext
    let record: Record
    private let kept = Kept()

    private final class Kept: Sendable {
      let attributes = Mutex(SpanAttributes())
    }

    init(context: ServiceContext, record: Record) {
      self.context = context
      self.record = record
    }

    var operationName: String {
      get { "" }
      nonmutating set {}
    }
    var attributes: SpanAttributes {
      get { kept.attributes.withLock { $0 } }
      nonmutating set { kept.attributes.withLock { $0 = newValue } }
    }
    var isRecording: Bool { true }
    func setStatus(_ status: SpanStatus) { record.add("status \(status.code)") }
    func addEvent(_ event: SpanEvent) {}
    func addLink(_ link: SpanLink) {}
    func recordError<Instant: TracerInstant>(
      _ error: any Error,
      attributes: SpanAttributes,
      at instant: @autoclosure () -> Instant
    ) {
      record.add("error")
    }
    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
      let code = attributes.get("rpc.grpc.status_code")
      record.add("end \(code.map { "\($0)" } ?? "-")")
    }
  }

  let record = Record()

  func startSpan<Instant: TracerInstant>(
    _ operationName: String,
    context: @autoclosure () -> ServiceContext,
    ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant,
    function: String,
    file fileID: String,
    line: UInt
  ) -> Span {
    record.add("start \(operationName)")
    return Span(context: context(), record: record)
  }

  func startAnySpan<Instant: TracerInstant>(
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

  func forceFlush() {}
  func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier,
    into context: inout ServiceContext,
    using extractor: Extract
  ) where Extract.Carrier == Carrier {}
  func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext,
    into carrier: inout Carrier,
    using injector: Inject
  ) where Inject.Carrier == Carrier {}
}

@Suite("Spans of a client's calls")
struct ClientSpanTests {
  private static let method = MethodDescriptor(
    service: "test.Echo",
    name: "Chat",
    kind: .bidirectionalStreaming
  )

  /// What a tracer has written down of one call.
  private func record(
    refuses: Bool = false,
    _ body: (any ClientCallStream, RecordingTracer.Record) async throws -> Void
  ) async throws -> [String] {
    let tracer = RecordingTracer()
    let handler = MethodHandler(Self.method) { call in
      while let message = try await call.stream.nextMessage() {
        if message == [0] { throw RPCError(.notFound, "nothing") }
        try await call.stream.write(message)
      }
    }
    let router = try Router(services: [ServiceDefinition(name: "test.Echo", methods: [handler])])
    let client = ClientPipeline(
      InProcessTransport(router: router),
      interceptors: [TracingClientInterceptor(tracer)]
    )
    do {
      try await body(try await client.open(Self.method, options: CallOptions()), tracer.record)
    } catch {
      #expect((error as? RPCError)?.code == .notFound)
    }
    return tracer.record.lines
  }

  @Test("A span lasts as long as its call, and says OK")
  func good() async throws {
    let lines = try await record { call, record in
      try await call.write([1])
      #expect(try await call.nextMessage() == [1])
      #expect(record.lines == ["start test.Echo/Chat"])
      call.finishWriting()
      #expect(try await call.nextMessage() == nil)
    }
    #expect(lines == ["start test.Echo/Chat", "end int64(0)"])
  }

  @Test("A span of a failed call has its status and the error")
  func failed() async throws {
    let lines = try await record { call, _ in
      try await call.write([0])
      _ = try await call.nextMessage()
    }
    #expect(lines == ["start test.Echo/Chat", "error", "status error", "end int64(5)"])
  }

  @Test("A span of a call that is cancelled or let go ends with it", arguments: [true, false])
  func cancelled(isAsked: Bool) async throws {
    let lines = try await record { call, _ in if isAsked { call.cancel() } }
    #expect(lines == ["start test.Echo/Chat", "error", "status error", "end int64(1)"])
  }
}
