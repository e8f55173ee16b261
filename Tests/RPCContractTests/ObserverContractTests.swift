import RPCCore
import Testing

@Suite("Who watches calls", .timeLimit(.minutes(10)))
struct ObserverContractTests {
  /// Notes beginnings and ends.
  final class ServerWatcher: ServerObserver {
    let log = Box<[String]>([])
    func started(_ call: ObservedServerCall) { note("started") }
    func received(_ call: ObservedServerCall, bytes: Int) {}
    func sent(_ call: ObservedServerCall, bytes: Int) {}
    func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
      #expect(duration >= .zero)
      note("finished \(error?.code.description ?? "OK")")
    }
    private func note(_ line: String) { log.update { $0.append(line) } }
  }

  /// Notes beginnings and ends of calls and of attempts.
  final class ClientWatcher: ClientObserver {
    let log = Box<[String]>([])
    let attempts = Box<[String]>([])
    func started(_ context: ClientContext) { log.update { $0.append("started") } }
    func sent(_ context: ClientContext, bytes: Int) { log.update { $0.append("sent \(bytes)") } }
    func received(_ context: ClientContext, bytes: Int) {
      log.update { $0.append("received \(bytes)") }
    }
    func attemptStarted(_ context: ClientContext) { attempts.update { $0.append("started") } }
    func attemptFinished(_ context: ClientContext, _ attempt: ClientAttempt) {
      let code = attempt.error?.code.description ?? "OK"
      attempts.update {
        $0.append("finished \(code) \(attempt.sentBytes) \(attempt.receivedBytes)")
      }
    }
    func finished(_ context: ClientContext, error: RPCError?, duration: Duration) {
      #expect(duration >= .zero)
      log.update { $0.append("finished \(error?.code.description ?? "OK")") }
    }

    /// The log without messages.
    var ends: [String] { log.value.filter { $0.hasPrefix("started") || $0.hasPrefix("finished") } }
  }

  @Test(
    "The server tells of one beginning and one end, with its code, however a call ends",
    arguments: Transport.allCases,
    Ending.allCases
  )
  func server(transport: Transport, ending: Ending) async throws {
    let watcher = ServerWatcher()
    let began = Signal()
    let kept = Box<[any Sendable]>([])
    let router = try Ending.router([watcher], began: began)
    try await transport.run(router, limits: ending.limits) { client, _ in
      try await ending.provoke(client, began: began, kept: kept)
    }
    let code = ending.serverCode(transport)?.description ?? "OK"
    #expect(watcher.log.value == ["started", "finished \(code)"])
  }

  @Test(
    "The client tells of one beginning and one end, with its code, however a call ends",
    arguments: Transport.allCases,
    Ending.allCases
  )
  func client(transport: Transport, ending: Ending) async throws {
    let watcher = ClientWatcher()
    let began = Signal()
    let kept = Box<[any Sendable]>([])
    let router = try Ending.router([], began: began)
    try await transport.run(router, limits: ending.limits) { client, _ in
      let pipeline = ClientPipeline(client, observers: [watcher])
      try await ending.provoke(pipeline, began: began, kept: kept)
    }
    for case let call as any ClientCallStream in kept.value { _ = try? await call.nextMessage() }
    let code = ending.clientCode?.description ?? "OK"
    #expect(watcher.ends == ["started", "finished \(code)"])
  }

  @Test("The client tells of messages and of the attempt", arguments: Transport.allCases)
  func messages(transport: Transport) async throws {
    let watcher = ClientWatcher()
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in bytes + bytes }
    try await transport.run(handler) { client in
      _ = try await ClientPipeline(client, observers: [watcher]).unary([1, 2])
    }
    #expect(watcher.log.value == ["started", "sent 2", "received 4", "finished OK"])
    #expect(watcher.attempts.value == ["started", "finished OK 2 4"])
  }

  @Test("A call without a server has an end and no attempt")
  func unreachable() async throws {
    let watcher = ClientWatcher()
    struct Nowhere: ClientTransport {
      func open(
        _ method: MethodDescriptor,
        options: CallOptions
      ) async throws -> any ClientCallStream {
        throw RPCError(.unavailable, "nobody is there")
      }
    }
    let pipeline = ClientPipeline(Nowhere(), observers: [watcher])
    #expect(await status { try await pipeline.unary([1]) }?.code == .unavailable)
    #expect(await status { try await pipeline.open(Control.chat, options: CallOptions()) } != nil)
    #expect(
      watcher.ends == ["started", "finished UNAVAILABLE", "started", "finished UNAVAILABLE"]
    )
    #expect(watcher.attempts.value.isEmpty)
  }

  /// Notes what no observer may decide, and reads what was decided.
  final class Intruder: ServerObserver {
    let seen = Box<[String]>([])
    func started(_ call: ObservedServerCall) { call.note("intruder") }
    func received(_ call: ObservedServerCall, bytes: Int) {}
    func sent(_ call: ObservedServerCall, bytes: Int) {}
    func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
      call.note("late")
      seen.update {
        $0 = [call.noted(String.self) ?? "", call.value(of: String.self) ?? "nothing kept"]
      }
    }
  }

  @Test("What an observer notes no handler reads", arguments: Transport.allCases, [true, false])
  func notes(transport: Transport, isKept: Bool) async throws {
    let intruder = Intruder()
    let handler = MethodHandler.unary(Control.unary) { _, context in
      if isKept { context.set("kept") }
      return Array((context.value(of: String.self) ?? "nothing").utf8)
    }
    let router = try Router(
      services: [ServiceDefinition(name: Control.name, methods: [handler])],
      observers: [intruder]
    )
    let answer = try await transport.run(router) { client, _ in try await client.unary([1]) }
    #expect(answer == Array((isKept ? "kept" : "nothing").utf8))
    #expect(intruder.seen.value == ["late", isKept ? "kept" : "nothing kept"])
  }
}
