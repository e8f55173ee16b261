import InteropSuites
import RPCCore
import RPCHTTP2
import Synchronization
import Testing

@Suite("The interop client against the interop server")
struct InteropCaseTests {
  @Test("passes every case over one connection", arguments: InteropCase.allCases)
  func passes(_ interopCase: InteropCase) async throws {
    try await withServer { port in
      // How fast a machine is under tests is not what they ask.
      var soak = InteropClient.Soak()
      soak.latencyMax = .seconds(600)
      soak.timeout = .seconds(600)
      let client = InteropClient(soak: soak) {
        HTTP2ClientTransport(host: "127.0.0.1", port: port)
      }
      try await client.run(interopCase)
    }
  }

  @Test("fails a case that the server does not know")
  func failsUnknownCase() async throws {
    let transport = HTTP2ServerTransport()
    let router = try Router(services: [])
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await transport.serve(router) }
      let port = try await transport.boundPort
      let client = InteropClient { HTTP2ClientTransport(host: "127.0.0.1", port: port) }
      await #expect(throws: RPCError.self) { try await client.run(.emptyUnary) }
      await #expect(throws: (any Error).self) { try await client.run(.statusCodeAndMessage) }
      tasks.cancelAll()
    }
  }

  private func withServer(_ body: (Int) async throws -> Void) async throws {
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        try await InteropServer().run { continuation.yield($0) }
      }
      for await address in addresses {
        let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
        try await body(port)
        break
      }
      tasks.cancelAll()
    }
  }
}
