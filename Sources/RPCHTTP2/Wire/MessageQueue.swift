/// Received messages that nobody has taken yet; the first has a place of its own, so that a call
/// with one message allocates no list.
struct MessageQueue {
  private var first: ReceivedMessage?
  private var rest: [ReceivedMessage] = []
  private var head = 0

  var isEmpty: Bool { first == nil }

  var count: Int { first == nil ? 0 : 1 + rest.count - head }

  mutating func append(_ message: ReceivedMessage) {
    if first == nil { first = message } else { rest.append(message) }
  }

  mutating func popFirst() -> ReceivedMessage? {
    guard let message = first else { return nil }
    if head < rest.count {
      first = rest[head]
      rest[head] = ReceivedMessage(bytes: [])
      head += 1
    } else {
      first = nil
      guard head > 0 else { return message }
      rest.removeAll(keepingCapacity: true)
      head = 0
    }
    return message
  }

  mutating func removeAll() {
    self = MessageQueue()
  }
}
