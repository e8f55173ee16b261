import HTTP2Engine
import RPCCore
import RPCHTTP2
import Synchronization
import Testing

@Suite("What is told of requests that never become calls", .timeLimit(.minutes(10)))
struct ObservedRefusalTests {
  final class Watcher: ServerObserver {
    private let lines = Mutex<[String]>([])
    var log: [String] { lines.withLock { $0 } }

    func started(_ call: ObservedServerCall) {
      note("started \(call.method.service)/\(call.method.name)")
    }
    func received(_ call: ObservedServerCall, bytes: Int) { note("received \(bytes)") }
    func sent(_ call: ObservedServerCall, bytes: Int) { note("sent \(bytes)") }
    func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
      note("finished \(error?.code.description ?? "OK")")
    }
    private func note(_ line: String) { lines.withLock { $0.append(line) } }
  }

  typealias Base = ServerProtocolTests

  @Test(
    "A refusal by the transport is one call with its code",
    arguments: [
      (Base.headers((":path", "/test.Nothing/Say")), "test.Nothing/Say", "UNIMPLEMENTED"),
      (Base.headers((":path", "/")), "/", "UNIMPLEMENTED"),
      (Base.headers(("grpc-timeout", "1.5S")), "test.Echo/Say", "INTERNAL"),
      (Base.headers(("grpc-timeout", "0m")), "test.Echo/Say", "DEADLINE_EXCEEDED"),
      (Base.headers(("grpc-encoding", "snappy")), "test.Echo/Say", "UNIMPLEMENTED"),
      (Base.headers(("x-bin", "!!")), "test.Echo/Say", "INTERNAL"),
      (Base.headers(("content-type", "text/plain")), "test.Echo/Say", "UNKNOWN"),
      (Base.headers((":method", "GET")), "test.Echo/Say", "UNKNOWN"),
      (Base.headers(("x-long", String(repeating: "x", count: 9_000))), "/", "UNKNOWN"),
    ] as [([(String, String)], String, String)]
  )
  func refusals(headers: [(String, String)], method: String, code: String) async throws {
    let watcher = Watcher()
    try await Base.withPeer(observers: [watcher]) { peer, _ in
      _ = try await Base.exchange(peer, headers, [framed([1])])
    }
    #expect(watcher.log == ["started \(method)", "finished \(code)"])
  }

  @Test("A call that is turned away because too many run is told of")
  func overloaded() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.admission.callsPerLoopMax = 0
    let watcher = Watcher()
    try await Base.withPeer(configuration, observers: [watcher]) { peer, _ in
      _ = try await Base.exchange(peer, Base.base, [framed([1])])
    }
    #expect(watcher.log == ["started test.Echo/Say", "finished RESOURCE_EXHAUSTED"])
  }

  @Test("A stream that is refused for too many handlers is told of")
  func refusedStream() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.handlersPerConnectionMax = 0
    let watcher = Watcher()
    try await Base.withPeer(configuration, observers: [watcher]) { peer, _ in
      let received = try await Base.exchange(peer, Base.base, [framed([1])])
      #expect(received.closed == .refusedStream)
    }
    #expect(watcher.log == ["started test.Echo/Say", "finished UNAVAILABLE"])
  }

  @Test("A good call is told of with the bytes of the wire, without prefixes")
  func sizes() async throws {
    let watcher = Watcher()
    try await Base.withPeer(observers: [watcher]) { peer, _ in
      _ = try await Base.exchange(peer, Base.base, [framed([1, 2, 3])])
    }
    #expect(
      watcher.log == ["started test.Echo/Say", "received 3", "sent 3", "finished OK"]
    )
  }
}
