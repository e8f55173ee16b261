import Testing

@testable import RPCHTTP2

@Suite("Messages that wait")
struct MessageQueueTests {
  private struct Entry: Equatable {
    let bytes: [UInt8]
    let isCompressed: Bool
  }

  private static let sizes = [0, 1, 2, 7, 254, 255, 256, 257, 1_000]

  @Test("Messages of all sizes come out as they went in", arguments: [1, 2, 3, 4] as [UInt64])
  func order(seed: UInt64) {
    var random = SplitMix(state: seed)
    var queue = MessageQueue()
    var model: [Entry] = []
    var isFilling = true
    for step in 0..<20_000 {
      if step % 1_000 == 0 { isFilling.toggle() }
      // More come than go for a while, then the other way round.
      if random.next() % 10 < (isFilling ? 6 : 4) {
        let size = Self.sizes[Int(random.next() % UInt64(Self.sizes.count))]
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &+ step) }
        let entry = Entry(bytes: bytes, isCompressed: random.next() % 2 == 0)
        model.append(entry)
        if random.next() % 2 == 0 {
          queue.append(ReceivedMessage(bytes: bytes, isCompressed: entry.isCompressed))
        } else {
          bytes.withUnsafeBytes { queue.append($0, isCompressed: entry.isCompressed) }
        }
      } else {
        let message = queue.popFirst()
        let expected = model.isEmpty ? nil : model.removeFirst()
        let found = message.map { Entry(bytes: $0.bytes, isCompressed: $0.isCompressed) }
        guard found == expected else {
          Issue.record("Step \(step) of seed \(seed) differs.")
          return
        }
      }
      guard queue.count == model.count, queue.isEmpty == model.isEmpty else {
        Issue.record("The count of step \(step) of seed \(seed) differs.")
        return
      }
    }
  }

  @Test("What waits takes about what came, and gives memory back while one message is left")
  func memory() {
    var queue = MessageQueue()
    let count = 100_000
    for _ in 0..<count { queue.append(ReceivedMessage(bytes: [1])) }
    // Six bytes of the wire each.
    #expect(queue.spareBytes + 3 * count <= 2 * 6 * count)
    // One always waits, so that the queue is never empty.
    for _ in 0..<count { queue.append(ReceivedMessage(bytes: [1])) }
    for _ in 0..<2 * count - 1 { _ = queue.popFirst() }
    for _ in 0..<count {
      queue.append(ReceivedMessage(bytes: [1]))
      _ = queue.popFirst()
    }
    #expect(queue.count == 1)
    #expect(queue.spareBytes <= 16 * 1_024)
    _ = queue.popFirst()
    #expect(queue.spareBytes == 0)
  }
}
