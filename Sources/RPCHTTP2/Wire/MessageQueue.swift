/// Received messages that nobody has taken yet.
///
/// The first has a place of its own, so that a call with one message allocates no list. Small ones
/// behind it lie in one run of bytes until it is their turn: an array each, and a place for it in a
/// list, would hold ten times what a peer has sent of messages of one byte.
struct MessageQueue {
  private var first: ReceivedMessage?
  /// Those behind it in their order, each a kind, and for a small one its length and its bytes.
  private var rest: [UInt8] = []
  private var head = 0
  private var restCount = 0
  /// The large ones of them.
  private var large: [ReceivedMessage] = []
  private var largeHead = 0

  /// What the first byte of an entry says.
  private enum Kind {
    static let plain: UInt8 = 0
    static let compressed: UInt8 = 1
    static let large: UInt8 = 2
  }

  /// The largest message whose length fits into a byte; for larger ones an array is a small part of what
  /// they take.
  static let smallBytesMax = 255
  /// Memory that stays for later messages, in bytes, and places for large ones.
  private static let idleBytesMax = 1_024
  private static let idlePlacesMax = 16

  var isEmpty: Bool { first == nil }

  var count: Int { first == nil ? 0 : 1 + restCount }

  /// Memory in which no message lies, in bytes; what a queue keeps in any case does not count.
  var spareBytes: Int {
    rest.capacity <= Self.idleBytesMax ? 0 : rest.capacity - (rest.count - head)
  }

  mutating func append(_ message: ReceivedMessage) {
    if first == nil {
      first = message
    } else if message.bytes.count <= Self.smallBytesMax {
      message.bytes.withUnsafeBytes { appendSmall($0, isCompressed: message.isCompressed) }
    } else {
      appendLarge(message)
    }
  }

  /// Copies a message.
  mutating func append(_ bytes: UnsafeRawBufferPointer, isCompressed: Bool) {
    if first != nil, bytes.count <= Self.smallBytesMax {
      appendSmall(bytes, isCompressed: isCompressed)
    } else {
      append(ReceivedMessage(bytes: [UInt8](bytes), isCompressed: isCompressed))
    }
  }

  private mutating func appendSmall(_ bytes: UnsafeRawBufferPointer, isCompressed: Bool) {
    rest.append(isCompressed ? Kind.compressed : Kind.plain)
    rest.append(UInt8(bytes.count))
    rest.append(contentsOf: bytes)
    restCount += 1
  }

  private mutating func appendLarge(_ message: ReceivedMessage) {
    rest.append(Kind.large)
    large.append(message)
    restCount += 1
  }

  mutating func popFirst() -> ReceivedMessage? {
    guard let message = first else { return nil }
    if restCount > 0 { moveUp() } else { first = nil }
    return message
  }

  /// Makes the next message the first.
  private mutating func moveUp() {
    let kind = rest[head]
    head += 1
    restCount -= 1
    if kind == Kind.large {
      first = large[largeHead]
      large[largeHead] = ReceivedMessage(bytes: [])
      largeHead += 1
      Self.closeUp(&large, &largeHead, keeping: Self.idlePlacesMax)
    } else {
      let end = head + 1 + Int(rest[head])
      let bytes = [UInt8](rest[head + 1..<end])
      first = ReceivedMessage(bytes: bytes, isCompressed: kind == Kind.compressed)
      head = end
    }
    Self.closeUp(&rest, &head, keeping: Self.idleBytesMax)
  }

  /// Gives places back that lie before the next entry, when they are half of all.
  private static func closeUp<Entry>(
    _ entries: inout [Entry],
    _ head: inout Int,
    keeping idleMax: Int
  ) {
    if head == entries.count {
      if entries.capacity > idleMax {
        entries = []
      } else {
        entries.removeAll(keepingCapacity: true)
      }
      head = 0
    } else if head >= idleMax, 2 * head >= entries.count {
      entries = Array(entries[head...])
      head = 0
    }
  }

  mutating func removeAll() {
    self = MessageQueue()
  }
}
