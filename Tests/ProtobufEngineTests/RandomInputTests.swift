import GoldenMessages
import ProtobufEngine
import Testing

@Suite("Random bytes never crash")
struct RandomInputTests {
  private static let limits = WireLimits(memoryBytesMax: 1 << 20)

  /// Reads bytes as each type; what is read must come back from its own bytes.
  private func tryAll(_ bytes: [UInt8]) throws {
    try tryOne(Scalars.self, bytes)
    try tryOne(Lists.self, bytes)
    try tryOne(Optionals.self, bytes)
    try tryOne(Maps.self, bytes)
    try tryOne(Choice.self, bytes)
    try tryOne(Tree.self, bytes)
    try tryOne(GoldenNames.Collisions.self, bytes)
  }

  private func tryOne<Message: WireMessage>(_ type: Message.Type, _ bytes: [UInt8]) throws {
    guard let message = try? Message(serialized: bytes, limits: Self.limits) else { return }
    let canonical = try message.serialized()
    // Compared as bytes, because a NaN differs from itself.
    #expect(try Message(serialized: canonical).serialized() == canonical)
    _ = try WireJSON.json(of: message)
  }

  @Test("Noise is read or refused", arguments: 1...10)
  func noise(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<500 { try tryAll(random.bytes(0...40)) }
  }

  @Test("Messages with a few changed bytes are read or refused", arguments: 1...10)
  func mutations(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(1000 + seed))
    for _ in 0..<100 {
      let original = try random.pick([
        GoldenSamples.scalars(&random).serialized(), GoldenSamples.lists(&random).serialized(),
        GoldenSamples.maps(&random).serialized(), GoldenSamples.choice(&random).serialized(),
        GoldenSamples.tree(&random).serialized(),
      ])
      guard !original.isEmpty else { continue }
      for _ in 0..<5 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
            in: 0...255,
            using: &random
          )
        }
        try tryAll(bytes)
      }
    }
  }

  @Test("The check of text agrees with Swift's own", arguments: 1...10)
  func textAgreesWithSwift(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<2000 {
      var text = Array(random.text(lengthMax: 20).utf8)
      if Bool.random(using: &random), !text.isEmpty {
        text[Int.random(in: 0..<text.count, using: &random)] = .random(in: 1...255, using: &random)
      }
      guard text.count < 128 else { continue }
      let isRead = (try? Leaf(serialized: [0x0a, UInt8(text.count)] + text)) != nil
      let isValid = String(validating: text, as: UTF8.self) != nil
      #expect(isRead == isValid, "\(text)")
    }
  }
}
