import HTTP2Engine
import Testing

@Suite("Memory that sessions keep")
struct MemoryTests {
  /// Answers some requests over two sessions on the same memory.
  private func exchange(_ memory: HTTP2Memory, requests: Int, bodyBytes: Int = 100) throws {
    let client = try Peer(.client, memory: memory)
    let server = try Peer(.server, memory: memory)
    let body = [UInt8](repeating: 7, count: bodyBytes)
    server.onEvent = { session, event in
      guard case .data(let stream, _, endStream: true) = event else { return }
      session.submitResponse(stream, .response, endStream: false)
      body.withUnsafeBytes { _ = session.submitData(stream, $0) }
      session.submitTrailers(stream, .trailers)
    }
    for _ in 0..<requests {
      let call = try client.session.submitRequest(.request, endStream: false)
      client.send(call, body, endStream: true)
      while true {
        let (there, back) = (try client.output(), try server.output())
        if there.isEmpty, back.isEmpty { break }
        try server.receive(there)
        try client.receive(back)
      }
      #expect(client.closeCode(call) == .noError)
      #expect(client.body(call) == body)
    }
  }

  @Test("What requests give back is kept, and the next take it")
  func keeps() throws {
    let memory = HTTP2Memory()
    try exchange(memory, requests: 1)
    let once = memory.keptBytes
    #expect(once > 0)
    // Nothing is lost: as much is kept again, but for what header tables have grown by.
    try exchange(memory, requests: 200)
    #expect(memory.keptBytes < 3 * once)
  }

  @Test("Never more is kept than is allowed", arguments: [0, 64, 1_000, 4_096])
  func limit(bytes: Int) throws {
    let memory = HTTP2Memory(keptBytesMax: bytes)
    try exchange(memory, requests: 20)
    // The last piece may go over it.
    #expect(memory.keptBytes <= (bytes == 0 ? 0 : bytes + 1_024))
  }

  @Test("Large pieces and small ones take turns", arguments: [0, 1, 1_000, 70_000])
  func sizes(bodyBytes: Int) throws {
    try exchange(HTTP2Memory(), requests: 3, bodyBytes: bodyBytes)
  }
}
