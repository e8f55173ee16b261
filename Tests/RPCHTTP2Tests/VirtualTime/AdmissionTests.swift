import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Calls above the limit of a server")
struct AdmissionTests {
  @Test("Above the limit of calls a server refuses with a time, and health has its own lane")
  func admission() throws {
    let health = MethodDescriptor(service: TestService.name, name: "Health")
    var configuration = HTTP2ServerConfiguration()
    configuration.admission.callsPerLoopMax = 0
    configuration.admission.streamsPerLoopMax = 1
    configuration.admission.priorityCallsPerLoopMax = 1
    configuration.admission.priorityServices = ["test.Health"]
    let router = try Router(services: [
      ServiceDefinition(
        name: "test.Health",
        methods: [
          .unary(MethodDescriptor(service: "test.Health", name: "Check")) { bytes, _ in bytes }
        ]
      ),
      ServiceDefinition(
        name: TestService.name,
        methods: [
          MethodHandler(TestService.chat) { call in
            while let message = try await call.stream.nextMessage() {
              try await call.stream.write(message)
            }
          },
          .unary(health) { bytes, _ in bytes },
        ]
      ),
    ])
    let server = VirtualServer(router, configuration)
    let peer = try server.connect()
    func call(_ path: String) throws -> VirtualPeer.Received {
      let stream = try peer.begin(TestService.headers(health, (":path", path)))
      peer.send(stream, framed([1]), endStream: true)
      server.loop.run()
      return peer.received(stream)
    }
    func talk() throws -> HTTP2StreamID {
      let stream = try peer.begin(TestService.headers(TestService.chat))
      server.loop.run()
      return stream
    }
    let refused = try (0..<8).map { _ in try call(health.path) }
    #expect(refused.allSatisfy { $0.grpcStatus == "8" })
    #expect(refused.allSatisfy { $0.head["grpc-status-details-bin"] != nil })
    // Spread over what a refusal may say, so that callers do not come back together.
    let delays = refused.compactMap { $0.head["grpc-retry-pushback-ms"].flatMap { Int($0) } }
    #expect(delays.sorted() == [112, 137, 162, 187, 212, 237, 262, 287])
    #expect(try call("/test.Health/Check").grpcStatus == "0")
    let chat = try talk()
    #expect(peer.received(try talk()).grpcStatus == "8")
    peer.send(chat, [], endStream: true)
    server.loop.run()
    #expect(peer.received(chat).grpcStatus == "0")
    let again = try talk()
    peer.send(again, framed([1]), endStream: true)
    server.loop.run()
    #expect(peer.received(again).grpcStatus == "0")
  }

  @Test(
    "The limits hold for calls whose messages come after their heads",
    arguments: [true, false]
  )
  func lateMessages(isOfLoop: Bool) throws {
    let server = try ServerMannersTests.server { configuration in
      if isOfLoop {
        configuration.admission.callsPerLoopMax = 1
      } else {
        configuration.handlersPerConnectionMax = 1
      }
    }
    let peer = try server.connect()
    let streams = try (0..<3).map { _ in try peer.begin(TestService.headers(TestService.hang)) }
    server.loop.run()
    #expect(streams.allSatisfy { peer.received($0).grpcStatus == nil })
    for stream in streams { peer.send(stream, framed([1]), endStream: true) }
    server.loop.run()
    #expect(server.handlersRunning == 1)
    #expect(peer.received(streams[0]).closed == nil)
    for stream in streams.dropFirst() {
      let received = peer.received(stream)
      #expect(received.grpcStatus == (isOfLoop ? "8" : nil))
      #expect(received.reset == (isOfLoop ? nil : .refusedStream))
    }
  }
}
