import RPCCore
import Testing

@testable import RPCHTTP2

@Suite("Parts of the wire")
struct WireTests {
  private func bytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Array(text.utf8).withUnsafeBytes { body($0) }
  }

  @Test(
    "[S6] A timeout has one to eight digits and a unit",
    arguments: [
      ("1n", 1), ("1u", 1_000), ("20m", 20_000_000), ("1S", 1_000_000_000),
      ("2M", 120_000_000_000), ("1H", 3_600_000_000_000), ("00000001n", 1), ("0m", 0),
      ("99999999S", 99_999_999_000_000_000), ("99999999H", UInt64.max),
    ] as [(String, UInt64)]
  )
  func timeout(text: String, nanoseconds: UInt64) {
    #expect(bytes(text) { TimeoutHeader.nanoseconds($0) } == nanoseconds)
  }

  @Test(
    "[S6] Anything else is no timeout",
    arguments: ["", "1", "m", "1s", "1.5S", "-1S", "999999999H", " 1S", "1S "]
  )
  func badTimeout(text: String) {
    #expect(bytes(text) { TimeoutHeader.nanoseconds($0) } == nil)
  }

  @Test(
    "[C6] A timeout is written in the finest unit of eight digits, rounded up",
    arguments: [
      (1, "1n"), (99_999_999, "99999999n"), (100_000_000, "100000u"), (100_000_001, "100001u"),
      (0, "0n"), (3_600_000_000_000_000, "3600000S"), (UInt64.max, "5124096H"),
    ] as [(UInt64, String)]
  )
  func writtenTimeout(nanoseconds: UInt64, text: String) {
    let written = TimeoutHeader.withValue(nanoseconds: nanoseconds) {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(written == text)
    #expect((bytes(written) { TimeoutHeader.nanoseconds($0) } ?? 0) >= nanoseconds)
  }

  @Test("[S8] [C8] Base64 is written without padding and read with and without it")
  func base64() {
    for count in 0..<70 {
      let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      let text = Base64.encode(data)
      #expect(!text.contains(UInt8(ascii: "=")))
      #expect(Base64.decode(text) == data)
      let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
      #expect(Base64.decode(text + padding) == data)
    }
    #expect(Base64.encode(Array("foobar".utf8)) == Array("Zm9vYmFy".utf8))
  }

  @Test(
    "What is no base64 is refused",
    arguments: ["!!", "A", "AA=", "AA===", "=", "A=A=", "AAAA=", "Zm9v YmFy"]
  )
  func badBase64(text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test(
    "[S17] [C17] A status message survives whatever it holds",
    arguments: ["", "plain", "50 %", "\t\r\n☺ \u{7f}", "Hồ sơ"]
  )
  func percent(text: String) {
    let encoded = PercentEncoding.encode(text)
    #expect(encoded.allSatisfy { $0 >= 0x20 && $0 <= 0x7e })
    #expect(encoded.withUnsafeBytes { PercentEncoding.decode($0) } == text)
  }

  @Test(
    "[C17] A badly encoded status message is kept",
    arguments: [("%", "%"), ("%zz", "%zz"), ("a%4", "a%4"), ("%41", "A")]
  )
  func badPercent(text: String, decoded: String) {
    #expect(bytes(text) { PercentEncoding.decode($0) } == decoded)
  }

  @Test("Messages are found wherever the frames are cut", arguments: [1, 2, 3, 4] as [UInt64])
  func deframing(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let sizes = (0..<30).map { _ in Int.random(in: 0..<300, using: &random) }
    let body = sizes.flatMap { size in
      [0] + withUnsafeBytes(of: UInt32(size).bigEndian) { Array($0) }
        + [UInt8](repeating: 7, count: size)
    }
    var deframer = MessageDeframer(messageBytesMax: 300)
    var queue = MessageQueue()
    var found: [Int] = []
    var offset = 0
    while offset < body.count {
      let count = min(Int.random(in: 0..<40, using: &random), body.count - offset)
      try body[offset..<offset + count].withUnsafeBytes { try deframer.receive($0, into: &queue) }
      offset += count
      if Bool.random(using: &random), let message = queue.popFirst() {
        found.append(message.bytes.count)
      }
    }
    while let message = queue.popFirst() { found.append(message.bytes.count) }
    #expect(found == sizes)
    #expect(deframer.isBetweenMessages)
  }

  @Test("[C34] Pauses between attempts grow by the standard's figures")
  func backoff() {
    var backoff = ConnectBackoff()
    backoff.random = { 0.5 }
    #expect(backoff.delay(failures: 1) == .seconds(1))
    #expect(abs(backoff.delay(failures: 2) / .seconds(1.6) - 1) < 1e-9)
    #expect(backoff.delay(failures: 100) == .seconds(120))
    backoff.random = { 0 }
    #expect(abs(backoff.delay(failures: 1) / .seconds(0.8) - 1) < 1e-9)
  }
}

/// A small generator whose numbers depend on the seed alone.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
