import RPCCore
import RPCInProcess
import RPCTelemetry
import Testing
import Tracing

/// The W3C's own example.
private let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
private let parent = "00-\(trace)-00f067aa0ba902b7-01"

/// Numbers in a row.
private struct Counting: RandomNumberGenerator {
  private var last: UInt64 = 0x10
  mutating func next() -> UInt64 {
    last += 1
    return last
  }
}

@Suite("Trace context")
struct TraceContextTests {
  @Test("A header is read and written back", arguments: [parent, parent.dropLast() + "0"])
  func roundTrip(text: String) {
    let context = TraceContext(parent: text, state: "a=1")
    #expect(context?.parentText == text)
    #expect(context?.traceText == trace)
    #expect(context?.spanText == "00f067aa0ba902b7")
    #expect(context?.isSampled == (text == parent))
    #expect(context?.state == "a=1")
  }

  @Test(
    "An invalid header is as if it were not there",
    arguments: [
      "", "00", parent.uppercased(), String(parent.dropLast()), parent + "0", parent + "-",
      "ff-\(trace)-00f067aa0ba902b7-01",
      "00-\(String(repeating: "0", count: 32))-00f067aa0ba902b7-01",
      "00-\(trace)-0000000000000000-01", "00_\(trace)-00f067aa0ba902b7-01",
      "00-\(trace)-00f067aa0ba902bg-01", "01-\(trace)-00f067aa0ba902b7-01x",
      "00-\(trace)-00f067aa0ba902b7-0é",
    ]
  )
  func invalid(text: String) {
    #expect(TraceContext(parent: text) == nil)
  }

  @Test("A later version may say more, and other flags are left out")
  func later() {
    let context = TraceContext(parent: "01-\(trace)-00f067aa0ba902b7-ff-more")
    #expect(context?.parentText == parent)
  }

  @Test(
    "State beyond the limits or out of shape is dropped, the trace is kept",
    arguments: [
      (String(repeating: "a", count: 511) + "=", true),
      (String(repeating: "a", count: 512) + "=", false),
      ((1...32).map { "k\($0)=v" }.joined(separator: ","), true),
      ((1...33).map { "k\($0)=v" }.joined(separator: ","), false),
      ("novalue", false), ("=x", false), ("a=1, b=2", true),
    ]
  )
  func state(text: String, isKept: Bool) {
    let context = TraceContext(parent: parent, state: text)
    #expect(context?.state == (isKept ? text : ""))
  }

  @Test("Two headers of one name say nothing; states are joined")
  func twice() {
    var metadata = Metadata()
    metadata.append("traceparent", text: parent)
    metadata.append("tracestate", text: "a=1")
    metadata.append("tracestate", text: "b=2")
    #expect(TraceContext(metadata)?.state == "a=1,b=2")
    metadata.append("traceparent", text: parent)
    #expect(TraceContext(metadata) == nil)
  }

  @Test("A child has the trace and a span of its own")
  func child() {
    var generator = Counting()
    let context = TraceContext(parent: parent, state: "a=1")
    let child = context?.child(using: &generator)
    #expect(child?.traceText == trace)
    #expect(child?.span != context?.span)
    #expect(child?.state == "a=1")
    let root = TraceContext.root(using: &generator)
    #expect(TraceContext(parent: root.parentText) == root)
    // Nobody records what begins here, so nobody further on must.
    #expect(!root.isSampled)
    #expect(root.parentText.hasSuffix("-00"))
  }
}

@Suite("Tracing interceptors")
struct TracingInterceptorTests {
  private static let method = MethodDescriptor(service: "test.Echo", name: "Say")

  /// What the handler's context says of the trace, for a call with some metadata.
  private func seen(
    _ metadata: [(String, String)],
    through client: [any ClientInterceptor] = []
  ) async throws -> (parent: String, current: TraceContext?) {
    let tracer = TracePropagator()
    let seen = Seen()
    let handler = MethodHandler.unary(Self.method) { bytes, context in
      await seen.set(context.metadata.text("traceparent") ?? "", ServiceContext.current?.trace)
      #expect(context.value(of: TraceContext.self) == ServiceContext.current?.trace)
      return bytes
    }
    let router = try Router(
      services: [ServiceDefinition(name: "test.Echo", methods: [handler])],
      interceptors: [TracingServerInterceptor(tracer)]
    )
    var options = CallOptions()
    for (name, text) in metadata { options.metadata.append(name, text: text) }
    let transport = ClientPipeline(InProcessTransport(router: router), interceptors: client)
    _ = try await transport.unary(Self.method, [1], options: options)
    return await (seen.parent, seen.current)
  }

  private actor Seen {
    var parent = ""
    var current: TraceContext?
    func set(_ parent: String, _ current: TraceContext?) {
      (self.parent, self.current) = (parent, current)
    }
  }

  @Test("The server continues the caller's trace in a span of its own")
  func continued() async throws {
    let (_, current) = try await seen([("traceparent", parent), ("tracestate", "a=1")])
    #expect(current?.traceText == trace)
    #expect(current?.spanText != "00f067aa0ba902b7")
    #expect(current?.state == "a=1")
  }

  @Test("Without a header, or with an invalid one, a trace begins", arguments: ["", "00-zz"])
  func begun(header: String) async throws {
    let (_, current) = try await seen(header.isEmpty ? [] : [("traceparent", header)])
    #expect(current != nil)
    #expect(current?.traceText != trace)
  }

  @Test("The client tells of its trace, in place of what was there")
  func injected() async throws {
    let interceptor = TracingClientInterceptor(TracePropagator())
    let (header, current) = try await seen([("traceparent", "stale")], through: [interceptor])
    let sent = try #require(TraceContext(parent: header))
    #expect(sent.trace == current?.trace)
    #expect(sent.span != current?.span)
  }

  @Test("The client's call belongs to the trace that runs")
  func nested() async throws {
    var context = ServiceContext.topLevel
    context.trace = TraceContext(parent: parent)
    let interceptor = TracingClientInterceptor(TracePropagator())
    let (header, _) = try await ServiceContext.withValue(context) {
      try await seen([], through: [interceptor])
    }
    #expect(TraceContext(parent: header)?.traceText == trace)
  }
}
