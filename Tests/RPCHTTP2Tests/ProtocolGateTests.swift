import NIOCore
import NIOPosix
import RPCCore
import RPCHTTP2
import Testing

@Suite("What does not speak HTTP/2", .timeLimit(.minutes(10)))
struct ProtocolGateTests {
  /// Sends bytes in pieces and returns all that comes back until the server closes.
  private func exchange(_ pieces: [String]) async throws -> String {
    var configuration = HTTP2ServerConfiguration()
    configuration.eventLoops = 1
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try Router(services: [])
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await transport.serve(router) }
      let port = try await transport.boundPort
      let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(host: "127.0.0.1", port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
      let answer = try await client.executeThenClose { inbound, outbound in
        for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
        var answer = ""
        for try await buffer in inbound { answer += String(buffer: buffer) }
        return answer
      }
      transport.beginGracefulShutdown()
      try await group.waitForAll()
      return answer
    }
  }

  @Test("[S31] HTTP/1 gets an answer that it can read, and the connection ends")
  func http1() async throws {
    for request in ["GET / HTTP/1.1\r\nhost: x\r\n\r\n", "POST /a.B/C HTTP/1.1\r\n\r\n"] {
      let answer = try await exchange([request])
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
      try #require(parts.count == 2)
      #expect(parts[0].hasPrefix("HTTP/1.1 505 HTTP Version Not Supported\r\n"))
      #expect(parts[0].contains("content-length: \(parts[1].utf8.count)"))
      #expect(parts[1].contains("gRPC over HTTP/2"))
    }
  }

  @Test(
    "[S31] Anything else is closed without a word",
    arguments: [
      "\u{16}\u{03}\u{01}", " ", "get", "INVALID CONNECTION PREFACE\r\n\r\n", "GET /\r\n",
      "HELO\n",
    ]
  )
  func garbage(bytes: String) async throws {
    #expect(try await exchange([bytes]) == "")
  }

  @Test("[S31] What begins like the preface and goes on otherwise ends too")
  func brokenPreface() async throws {
    // The server's SETTINGS may be under way already; then the connection closes behind them.
    let answer = try await exchange(["PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"])
    #expect(!answer.contains("HTTP/1.1 200"))
  }
}
