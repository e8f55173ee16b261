import HTTP2Engine
import Testing

@Suite("Header lists that are made once")
struct FixedHeadersTests {
  /// What a client sees of an answer.
  private func answer(
    _ respond: (HTTP2Session, HTTP2StreamID) -> Bool
  ) throws -> [Seen] {
    let wire = try Wire()
    let call = try wire.client.session.submitRequest(.request, endStream: true)
    try wire.run()
    let stream = try #require(wire.server.requests.first)
    #expect(respond(wire.server.session, stream))
    try wire.run()
    #expect(wire.client.closeCode(call) == .noError)
    return wire.client.seen
  }

  @Test("They arrive as the lists that they were made of, however often")
  func sameBytes() throws {
    let (head, trailers) = (HTTP2FixedHeaders(.response), HTTP2FixedHeaders(.trailers))
    let usual = try answer { session, stream in
      session.submitResponse(stream, .response, endStream: false)
        && ([1, 2, 3] as [UInt8]).withUnsafeBytes { session.submitData(stream, $0) }
        && session.submitTrailers(stream, .trailers)
    }
    for _ in 0..<3 {
      let fixed = try answer { session, stream in
        session.submitResponse(stream, head, endStream: false)
          && ([1] as [UInt8]).withUnsafeBytes { prefix in
            ([2, 3] as [UInt8]).withUnsafeBytes { session.submitData(stream, prefix: prefix, $0) }
          } && session.submitTrailers(stream, trailers)
      }
      #expect(fixed == usual)
    }
  }

  @Test("Nothing is taken for a stream that has ended")
  func ended() throws {
    _ = try answer { session, stream in
      let fixed = HTTP2FixedHeaders(.response)
      let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
      #expect(session.submitResponse(stream, fixed, endStream: true))
      #expect(!session.submitResponse(stream, fixed, endStream: true))
      #expect(!session.submitData(stream, prefix: nothing, nothing))
      #expect(!session.submitTrailers(stream, fixed))
      return true
    }
  }
}
