import RPCCore
import Synchronization

/// What the application's tasks and the connection's loop share of one call.
///
/// Readers and writers wait here and are woken by the loop, all of them, so that a second one waits
/// in vain no more than the first.
final class ClientMailbox: Sendable {
  /// Messages that go to the loop in one piece.
  struct Outbox {
    var messages: [(bytes: [UInt8], isPlain: Bool)] = []
    var isFinished = false
  }

  private enum End {
    case ok
    case failed(RPCError)
  }

  private struct State {
    var isOpen = false
    var outbox = Outbox()
    /// Whether the end of the requests was put into the outbox, ever.
    var hasFinished = false
    var unsentBytes = 0
    var messages = MessageQueue()
    var takenBytes = 0
    /// Messages at the front that a reader had been waiting for when they came.
    var givenMessages = 0
    /// Messages that no reader has asked for.
    var waitingMessages: Int { messages.count - givenMessages }
    var end: End?
    /// Whether the reader knows the end.
    var endIsRead = false
    var lastWasCompressed = false
    var openers = Waiters()
    var readers = Waiters()
    var writers = Waiters()

    mutating func dropMessages() {
      messages.removeAll()
      givenMessages = 0
    }

    mutating func put(_ continuation: UnsafeContinuation<Void, Never>, at place: Place) {
      switch place {
      case .opener: openers.append(continuation)
      case .reader: readers.append(continuation)
      case .writer: writers.append(continuation)
      }
    }

    mutating func take(_ place: Place) -> Waiters {
      switch place {
      case .opener: openers.take()
      case .reader: readers.take()
      case .writer: writers.take()
      }
    }
  }

  /// Who waits.
  private enum Place {
    case opener
    case reader
    case writer
  }

  private let unsentBytesMax: Int
  /// Whether the window stays closed for messages that nobody has taken.
  private let readerOpensWindow: Bool
  private let handover: ClientHandover
  private let state = Mutex(State())

  init(
    unsentBytesMax: Int,
    readerOpensWindow: Bool,
    handover: ClientHandover
  ) {
    self.unsentBytesMax = unsentBytesMax
    self.readerOpensWindow = readerOpensWindow
    self.handover = handover
  }

  // The loop's side.

  func opened() {
    let openers = state.withLock { state in
      state.isOpen = true
      return state.openers.take()
    }
    handover.wake(openers)
  }

  /// Puts a message in front of the reader and returns how many wait; one that a reader has been
  /// waiting for does not wait itself.
  func deliver(_ message: ReceivedMessage) -> Int {
    let (readers, count) = state.withLock { state in
      state.messages.append(message)
      let readers = state.readers.take()
      if !readers.isEmpty { state.givenMessages = state.messages.count }
      return (readers, state.waitingMessages)
    }
    handover.wake(readers)
    return count
  }

  var waitingMessages: Int { state.withLock { $0.waitingMessages } }

  /// Tells the end, and with it the only message of a response that is no stream.
  func end(_ error: RPCError?, response: ReceivedMessage? = nil) {
    let waiting = state.withLock { state in
      if state.end == nil {
        if let response { state.messages.append(response) }
        state.end = error.map { .failed($0) } ?? .ok
      }
      state.outbox = Outbox()
      // A deadline and a cancellation are known to this side first: what is queued is not wanted.
      if let error, error.origin == .local { state.dropMessages() }
      return (state.openers.take(), state.readers.take(), state.writers.take())
    }
    handover.wake(waiting.0)
    handover.wake(waiting.1)
    handover.wake(waiting.2)
  }

  func takeOutbox() -> Outbox {
    state.withLock { state in
      defer { state.outbox = Outbox() }
      return state.outbox
    }
  }

  /// Notes how much the session has queued and wakes the writer if that leaves room.
  func hasRoom(queued: Int) -> Bool {
    let (hasRoom, writers) = state.withLock { state in
      state.unsentBytes = queued + state.outbox.messages.reduce(0) { $0 + $1.bytes.count }
      let hasRoom = state.unsentBytes <= unsentBytesMax
      return (hasRoom, hasRoom ? state.writers.take() : Waiters())
    }
    handover.wake(writers)
    return hasRoom
  }

  // The application's side.

  /// Ends the call at once, unless its end is read; false if there is nothing left to stop.
  ///
  /// What the server has said and nobody has read yet is not wanted any more, an OK either: who
  /// cancels and then reads gets CANCELLED, whatever was on its way.
  func cancel(_ error: RPCError) -> Bool {
    let (isRunning, waiting) = state.withLock { state in
      guard !state.endIsRead else { return (false, [Waiters]()) }
      let isRunning = state.end == nil
      state.end = .failed(error)
      state.outbox = Outbox()
      state.dropMessages()
      return (isRunning, [state.openers.take(), state.readers.take(), state.writers.take()])
    }
    for waiters in waiting { waiters.resume() }
    return isRunning
  }

  var lastWasCompressed: Bool { state.withLock { $0.lastWasCompressed } }

  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// Waits until the call has a stream.
  func waitUntilOpen() async throws {
    while true {
      try Task.checkCancellation()
      let isOpen = try state.withLock { state in
        if !state.isOpen, case .failed(let error) = state.end { throw error }
        return state.isOpen
      }
      if isOpen { return }
      await wait(.opener) { $0.isOpen || $0.end != nil }
    }
  }

  /// Queues a message for the loop; returns true if the loop must be told.
  func write(_ message: [UInt8], isPlain: Bool = false) throws -> Bool {
    try state.withLock { state in
      try Self.checkWritable(state)
      defer {
        state.outbox.messages.append((message, isPlain))
        state.unsentBytes += message.count
      }
      return state.outbox.messages.isEmpty
    }
  }

  /// Half-closes; returns true if the loop must be told.
  func finishWriting() -> Bool {
    state.withLock { state in
      guard state.end == nil, !state.hasFinished else { return false }
      state.hasFinished = true
      state.outbox.isFinished = true
      return true
    }
  }

  /// Waits until little enough is unsent.
  func waitForRoom() async throws {
    while true {
      try Task.checkCancellation()
      let hasRoom = try state.withLock { state in
        // The server may answer with OK before the loop has told of the room: nothing failed.
        if case .ok = state.end { return true }
        try Self.checkWritable(state)
        return state.unsentBytes <= unsentBytesMax
      }
      if hasRoom { return }
      let max = unsentBytesMax
      await wait(.writer) { $0.unsentBytes <= max || $0.end != nil }
    }
  }

  private static func checkWritable(_ state: borrowing State) throws {
    switch state.end {
    case nil: return
    case .ok: throw CancellationError()
    case .failed(let error): throw error
    }
  }

  /// A message, or the end of the call, and the bytes for which the window may open.
  struct Delivery {
    var message: ReceivedMessage?
    var releasedBytes = 0
    var isEmpty = false
  }

  /// The next message, or none after status OK.
  ///
  /// - Throws: the status if it is not OK, `CancellationError` if the task is cancelled.
  func next() async throws -> Delivery {
    while true {
      try Task.checkCancellation()
      let delivery = try state.withLock { try poll(&$0) }
      if let delivery { return delivery }
      await wait(.reader) { $0.end != nil || !$0.messages.isEmpty }
    }
  }

  /// While messages wait, windows open in steps of so many bytes, since each step costs a visit to
  /// the loop.
  ///
  /// With the last of them they open in any case: what is held back here and there would
  /// add up until a window smaller than all of it is closed for good.
  private static let releaseStep = 16 * 1_024

  private func poll(_ state: inout State) throws -> Delivery? {
    if let message = state.messages.popFirst() {
      let wasGiven = state.givenMessages > 0
      if wasGiven { state.givenMessages -= 1 }
      state.takenBytes += message.bytes.count + MessageDeframer.prefixBytes
      state.lastWasCompressed = message.isCompressed
      var delivery = Delivery(message: message, isEmpty: state.messages.isEmpty)
      // For a response that is no stream the loop has opened the window when it came.
      guard readerOpensWindow else { return delivery }
      if delivery.isEmpty, wasGiven {
        // The loop has opened the window for it when it came.
        state.takenBytes = 0
      } else if delivery.isEmpty || state.takenBytes >= Self.releaseStep {
        delivery.releasedBytes = state.takenBytes
        state.takenBytes = 0
      }
      return delivery
    }
    state.endIsRead = state.end != nil
    switch state.end {
    case nil: return nil
    case .ok: return Delivery()
    case .failed(let error): throw error
    }
  }

  private func wait(
    _ place: Place,
    unless isDue: (borrowing State) -> Bool
  ) async {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let mayGoOn = state.withLock { state in
          guard !isDue(state), !Task.isCancelled else { return true }
          state.put(continuation, at: place)
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      let waiting = state.withLock { $0.take(place) }
      waiting.resume()
    }
    handover.taskHasThread()
  }
}
