import RPCCore
import Testing

@Suite("Shutdown", .timeLimit(.minutes(10)))
struct ShutdownContractTests {
  private func router(_ handlers: MethodHandler...) throws -> Router {
    try Router(services: [ServiceDefinition(name: Control.name, methods: handlers)])
  }

  @Test(
    "A graceful shutdown lets running calls end and takes no new ones",
    arguments: Transport.allCases
  )
  func graceful(transport: Transport) async throws {
    let (began, mayEnd) = (Signal(), Signal())
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      began.fire()
      await mayEnd.wait()
      return bytes
    }
    try await transport.run(router(handler, StreamContractTests.echo)) { client, server in
      async let running = client.unary([5])
      await began.wait()
      server.beginGracefulShutdown()
      while await status({ try await client.unary(Control.chat, [1], options: CallOptions()) })?
        .code
        != .unavailable
      {}
      mayEnd.fire()
      let response = try await running
      #expect(response == [5])
    }
  }

  @Test("An idle server stops at once", arguments: Transport.allCases)
  func idle(transport: Transport) async throws {
    try await transport.run(router(Control.echo)) { client, server in
      _ = try await client.unary([1])
      server.beginGracefulShutdown()
    }
  }

  @Test(
    "An abrupt end cancels handlers and is UNAVAILABLE for callers",
    arguments: Transport.allCases
  )
  func abrupt(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      began.fire()
      defer { if Task.isCancelled { cancelled.fire() } }
      try await waitForCancellation()
      return bytes
    }
    let call = try await transport.run(router(handler)) { client, _ in
      let call = Task { try await client.unary([1]) }
      await began.wait()
      return call
    }
    await cancelled.wait()
    #expect(await status { try await call.value }?.code == .unavailable)
  }

  @Test("A server starts once", arguments: Transport.allCases)
  func startsOnce(transport: Transport) async throws {
    let router = try router(Control.echo)
    try await transport.run(router) { client, server in
      _ = try await client.unary([1])
      await #expect(throws: RuntimeError.self) { try await server.serve(router) }
      _ = try await client.unary([1])
    }
  }
}
