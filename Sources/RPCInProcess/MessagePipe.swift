import RPCCore
import Synchronization

/// One direction of a call: messages in order, then an end; one writer and one reader.
///
/// A second of either is against the rule, but must not leave the first asleep for ever: all that wait
/// are woken together.
///
/// States: *open* (messages may follow), *ended* (the queue is delivered first, then the end),
/// *broken* (the queue is dropped, both sides see the error). A writer waits while more than
/// `unsentBytesMax` bytes are queued. Writing after the end is harmless: the writer is told.
final class MessagePipe: Sendable {
  private enum End {
    case clean
    case failed(any Error)
  }

  private struct State {
    var queue: [[UInt8]] = []
    var head = 0
    var queuedBytes = 0
    var writtenBytes = 0
    var end: End?
    var readers: [CheckedContinuation<Void, Never>] = []
    var writers: [CheckedContinuation<Void, Never>] = []

    mutating func takeReaders() -> [CheckedContinuation<Void, Never>] {
      defer { readers = [] }
      return readers
    }

    mutating func takeWriters() -> [CheckedContinuation<Void, Never>] {
      defer { writers = [] }
      return writers
    }

    mutating func popFirst() -> [UInt8]? {
      guard head < queue.count else { return nil }
      let message = queue[head]
      queue[head] = []
      head += 1
      if head == queue.count {
        queue.removeAll(keepingCapacity: true)
        head = 0
      }
      queuedBytes -= message.count
      return message
    }
  }

  private let unsentBytesMax: Int
  private let state = Mutex(State())

  init(unsentBytesMax: Int) {
    self.unsentBytesMax = unsentBytesMax
  }

  /// Queues a message and waits while too much is queued.
  ///
  /// - Throws: the error of the end, `CancellationError` after a clean end or if the task is
  ///   cancelled while it waits.
  func write(_ message: [UInt8]) async throws {
    try Task.checkCancellation()
    let readers = try state.withLock { state in
      try Self.checkOpen(state.end)
      state.queue.append(message)
      state.queuedBytes += message.count
      state.writtenBytes += message.count
      return state.takeReaders()
    }
    for reader in readers { reader.resume() }
    while try mustWaitForRoom() { try await waitForRoom() }
  }

  private func mustWaitForRoom() throws -> Bool {
    try state.withLock { state in
      if case .failed(let error) = state.end { throw error }
      return state.end == nil && state.queuedBytes > unsentBytesMax
    }
  }

  private func waitForRoom() async throws {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          guard state.end == nil, state.queuedBytes > unsentBytesMax, !Task.isCancelled else {
            return true
          }
          state.writers.append(continuation)
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      for writer in state.withLock({ $0.takeWriters() }) { writer.resume() }
    }
    try Task.checkCancellation()
  }

  /// The next message, or nil at a clean end.
  ///
  /// - Throws: the error of the end, `CancellationError` if the task is cancelled.
  func next() async throws -> [UInt8]? {
    while true {
      try Task.checkCancellation()
      let (result, writers) = state.withLock { state in
        (Self.poll(&state), state.queuedBytes <= unsentBytesMax ? state.takeWriters() : [])
      }
      for writer in writers { writer.resume() }
      switch result {
      case .message(let message): return message
      case .end(.clean): return nil
      case .end(.failed(let error)): throw error
      case .empty: await waitForMessage()
      }
    }
  }

  private enum Poll {
    case message([UInt8])
    case end(End)
    case empty
  }

  private static func poll(_ state: inout State) -> Poll {
    if let message = state.popFirst() { return .message(message) }
    if let end = state.end { return .end(end) }
    return .empty
  }

  private func waitForMessage() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          guard state.head == state.queue.count, state.end == nil, !Task.isCancelled else {
            return true
          }
          state.readers.append(continuation)
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      for reader in state.withLock({ $0.takeReaders() }) { reader.resume() }
    }
  }

  /// The bytes of all messages that were ever queued.
  var writtenBytes: Int { state.withLock { $0.writtenBytes } }

  /// The error with which the direction has ended, if it has.
  var failure: (any Error)? {
    state.withLock { state in
      if case .failed(let error) = state.end { error } else { nil }
    }
  }

  /// Ends the direction after what is queued; without an error the end is clean.
  func finish(_ error: (any Error)? = nil) {
    end(error.map { .failed($0) } ?? .clean, dropsQueue: false)
  }

  /// Ends the direction at once.
  func abort(_ error: any Error) {
    end(.failed(error), dropsQueue: true)
  }

  private func end(_ end: End, dropsQueue: Bool) {
    let (readers, writers) = state.withLock { state in
      if state.end == nil { state.end = end }
      if dropsQueue {
        state.end = end
        state.queue = []
        state.head = 0
        state.queuedBytes = 0
      }
      return (state.takeReaders(), state.takeWriters())
    }
    for waiter in readers + writers { waiter.resume() }
  }

  private static func checkOpen(_ end: End?) throws {
    switch end {
    case nil: return
    case .clean: throw CancellationError()
    case .failed(let error): throw error
    }
  }
}
