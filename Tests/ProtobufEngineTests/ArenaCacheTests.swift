import RPCMessages
import Testing

@testable import ProtobufEngine

/// One arena serves many messages of a thread; none may see what another has left.
@Suite("Messages one after the other")
struct ArenaCacheTests {
  private func message(_ count: Int) -> GoogleRPC.Status {
    GoogleRPC.Status(code: Int32(count), message: String(repeating: "ă", count: count))
  }

  @Test("Small and large messages keep their content in any order", arguments: 1...8)
  func sizes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let message = self.message(Int.random(in: 0...3_000, using: &random))
      #expect(try GoogleRPC.Status(serialized: try message.serialized()) == message)
    }
  }

  @Test("What cannot be encoded gives its arena back")
  func failures() throws {
    let holdsNUL = GoogleRPC.Status(code: 1, message: "a\0b")
    let small = message(3)
    let bytes = try small.serialized()
    for _ in 0..<3 {
      #expect(throws: WireError.self) { try holdsNUL.serialized() }
      #expect(throws: WireError.self) { try GoogleRPC.Status(serialized: [0x0a, 0xff]) }
      // The thread's own: a message that nests finds it taken, and one that follows does not.
      #expect(WireArenaCache.isIdle)
      #expect(try small.serialized() == bytes)
      #expect(WireArenaCache.isIdle)
    }
  }

  @Test("A message over its budget leaves the next its own")
  func budgets() throws {
    let small = WireLimits(memoryBytesMax: 1_500)
    let bytes = try message(1_000).serialized()
    for _ in 0..<3 {
      #expect(throws: WireError.self) { try GoogleRPC.Status(serialized: bytes, limits: small) }
      #expect(try GoogleRPC.Status(serialized: bytes) == message(1_000))
      #expect(
        try GoogleRPC.Status(serialized: try message(9).serialized(), limits: small) == message(9)
      )
    }
  }
}
