import HTTP2Engine
import RPCCore

/// One call on the server: what has arrived, what is to be sent, and the handler's task.
///
/// Two small machines multiplied. *Request*: receiving, then complete. *Response*: nothing sent,
/// head sent, over. The response is over when the status is written, when the peer has reset the
/// stream or the connection is gone; from then on the handler only runs to its end, cancelled.
///
/// Peer's fault: a bad prefix, a message too large, too many messages or too few; the call ends with
/// a status. Harmless: data after the end of the response. Ours: a second message of a unary
/// response.
///
/// `@unchecked Sendable`: all mutable state is confined to the connection's event loop. The handler
/// runs on that loop's executor; the four operations of a handler that come from elsewhere switch to
/// it first.
final class HTTP2ServerCall: ServerCallStream, @unchecked Sendable {
  let stream: HTTP2StreamID
  let context: ServerContext
  let connection: HTTP2ServerConnection
  let startedAt: UInt64
  /// Whether the caller takes gzip, and whether he sends it.
  let encodings: (accepted: Bool, sent: Bool)
  /// What of the call is a stream; kept here, for it is asked often.
  let kind: MethodDescriptor.Kind
  private let messageBytesMax: Int

  // Request half.
  // `@exclusivity(unchecked)`: all of it is confined to the loop, no access calls out, and the
  // dynamic checks would be a twentieth of a call.
  @exclusivity(unchecked) private var deframer: MessageDeframer
  @exclusivity(unchecked) private var messages = MessageQueue()
  @exclusivity(unchecked) private var heldBytes = 0
  private(set) var requestIsComplete = false
  /// Bytes of the request that were received, ever, and whether there are more of them.
  private var bytesReceived = 0
  private var inputStall = StallWatch()
  /// What of its memory is set aside for the rest of an incomplete message, or for more messages.
  private var spareBytes = 0
  /// About what the request holds in memory: metadata and messages that nobody has taken.
  private(set) var requestMemory: Int
  /// Whether the handler waits for the one message of the request.
  private(set) var waitsForMessage: Bool
  private var readers = Waiters()

  // Response half.
  var isOver = false
  var headIsSent = false
  /// Whether the head names gzip, so that messages may be compressed.
  var headNamesGzip = false
  /// Whether it has messages that begin with what many calls share.
  var sharesMessages = false
  var onlyResponse: [UInt8]?
  var writers = Waiters()
  /// Bytes of messages that were given to the session.
  var bytesSubmitted = 0
  private var outputStall = StallWatch()

  /// What runs the handler, while it runs and has not been cancelled.
  private var runner: HandlerRunner?

  init(
    stream: HTTP2StreamID,
    context: ServerContext,
    connection: HTTP2ServerConnection,
    encodings: (accepted: Bool, sent: Bool),
    messageBytesMax: Int,
    metadataBytes: Int,
    startedAt: UInt64
  ) {
    self.stream = stream
    self.context = context
    self.connection = connection
    self.encodings = encodings
    self.startedAt = startedAt
    self.messageBytesMax = messageBytesMax
    kind = context.handler.kind
    deframer = MessageDeframer(messageBytesMax: messageBytesMax)
    deframer.takesCompressed = encodings.sent
    requestMemory = Self.callBytes + metadataBytes
    waitsForMessage = !kind.streamsRequests
  }

  var handler: MethodHandler { context.handler }

  /// About what a call takes in memory without its metadata and messages.
  private static let callBytes = 1_024

  private var streamsRequests: Bool { kind.streamsRequests }

  // Events of the connection, on the loop.

  /// Begins the handler of a call whose requests are a stream; others wait for their message.
  func begin() {
    if streamsRequests { startHandler() }
  }

  /// Takes bytes of the request.
  func receive(_ bytes: UnsafeRawBufferPointer, endStream: Bool) {
    guard !isOver else {
      connection.consume(stream, bytes.count)
      return
    }
    heldBytes += bytes.count
    bytesReceived &+= bytes.count
    hold(bytes.count)
    do throws(RPCError) {
      try deframer.receive(bytes, into: &messages)
      holdSpare()
      if endStream, !deframer.isBetweenMessages {
        throw RPCError(.malformedMessage, "The request ends in the middle of a message.")
      }
      releaseUnlessWaiting()
      if endStream { completeRequest() }
      if streamsRequests { wakeReader() } else { try startWithOnlyMessage() }
    } catch {
      release(heldBytes)
      end(error)
    }
  }

  /// Keeps the window closed for messages that nobody has taken, and opens it for a message that is
  /// still incomplete: without its rest it could never be taken.
  private func releaseUnlessWaiting() {
    if !streamsRequests || messages.isEmpty { release(heldBytes) }
  }

  private func release(_ count: Int) {
    guard count > 0 else { return }
    heldBytes -= count
    connection.consume(stream, count)
  }

  /// Notes how much more or less the request holds in memory.
  private func hold(_ bytes: Int) {
    requestMemory += bytes
    connection.memory.requestBytes += bytes
  }

  /// Notes what is set aside: for the rest of a message and for small messages that wait, at most
  /// about as much as has come of them.
  private func holdSpare() {
    let spare = deframer.spareBytes + messages.spareBytes
    guard spare != spareBytes else { return }
    hold(spare - spareBytes)
    spareBytes = spare
  }

  private func completeRequest() {
    requestIsComplete = true
    leaveUnfinished()
  }

  private func leaveUnfinished() {
    guard waitsForMessage else { return }
    waitsForMessage = false
    connection.memory.unfinishedCalls -= 1
  }

  /// Whether its message is incomplete and not a byte has come for long; asked once a look.
  func isInputStalled() -> Bool {
    inputStall.isStalled(isWaiting: waitsForMessage, moved: bytesReceived)
  }

  private func startWithOnlyMessage() throws(RPCError) {
    guard messages.count < 2 else {
      throw RPCError(.wrongMessageCount, "The method takes one message and more were sent.")
    }
    guard requestIsComplete else { return }
    guard !messages.isEmpty else {
      throw RPCError(.wrongMessageCount, "The method takes one message and none was sent.")
    }
    startHandler()
  }

  /// The stream is gone: reset by the peer or lost with its connection.
  func streamClosed() {
    guard !isOver else { return }
    isOver = true
    stopHandler()
    finished(RPCError(.cancelled, "The caller has cancelled the call or is gone."))
  }

  /// Ends the call with a status that the runtime decides on, whatever the handler does.
  func end(_ error: RPCError) {
    guard !isOver else { return }
    sendEnd(error)
    stopHandler()
  }

  /// Ends the call with a response that was made once, where it has sent nothing of its own.
  func end(_ refusal: ReadyRefusal) {
    guard !isOver else { return }
    guard sendEnd(refusal) else { return end(refusal.error) }
    stopHandler()
  }

  /// Resets the stream of a call of which no handler has seen anything, which says just that.
  private func reset(_ error: RPCError) {
    isOver = true
    connection.session?.submitReset(stream, .refusedStream)
    connection.outputIsWaiting()
    stopHandler()
    finished(error)
  }

  /// The deadline has passed.
  func deadlinePassed() { end(.deadlinePassed) }

  /// Whether not a byte has left for long, with so many queued now; asked once a look.
  func isOutputStalled(queued: Int) -> Bool {
    outputStall.isStalled(isWaiting: queued > 0, moved: bytesSubmitted - queued)
  }

  // The handler.

  /// Begins the handler, or leaves it to the connection until the client has read what waits for it.
  private func startHandler() {
    if connection.mustWaitForOutput() { return connection.startLater(self) }
    startNow()
  }

  /// Begins the handler unless the call is over.
  func startNow() {
    guard !isOver else { return }
    // What its caller has given up by now is not begun.
    if let deadline = context.deadline, deadline.hasPassed(now: connection.now) {
      return deadlinePassed()
    }
    let handler = handler
    switch connection.obstacle(to: handler) {
    case nil: break
    case .handlersOfConnection?: return reset(HTTP2ServerConnection.Obstacle.handlersError)
    case .admission?: return end(connection.executor.refusals.calls.next(connection.settings))
    }
    connection.handlerStarted(kind)
    connection.executor.runners.add(self)
  }

  /// A runner has come to the call; false if the handler is not to be run any more, or not yet.
  ///
  /// Calls that arrived together were all admitted before the first of them was answered, so whether
  /// there is room for what they answer is asked again, and whether their callers still wait.
  func handlerBegins(_ runner: HandlerRunner) -> Bool {
    let isLate = context.deadline.map { $0.hasPassed(now: connection.now) } ?? false
    let mustWait = !isOver && !isLate && connection.mustWaitForOutput()
    guard !isOver, !isLate, !mustWait else {
      connection.handlerEnded(kind)
      if mustWait { connection.startLater(self) } else if isLate { deadlinePassed() }
      return false
    }
    self.runner = runner
    return true
  }

  private func stopHandler() {
    messages.removeAll()
    deframer.drop()
    hold(-requestMemory)
    leaveUnfinished()
    runner?.cancel()
    runner = nil
    wakeReader()
    wakeWriter()
  }

  /// The handler has returned or thrown, on whatever thread; says whether that is the loop's.
  func handlerReturned(_ error: (any Error)?) -> Bool {
    guard connection.isOnLoop else {
      connection.executor.runLater { _ = self.handlerReturned(error) }
      return false
    }
    runner = nil
    connection.handlerEnded(kind)
    if !isOver { sendEnd(error.map { outcome(of: $0) }) }
    return true
  }

  private func outcome(of error: any Error) -> RPCError {
    // The timer may be late, and so may the turn's time: the status must not depend on that.
    if let deadline = context.deadline, deadline.hasPassed(now: connection.executor.now) {
      return .deadlinePassed
    }
    return .outcome(of: error)
  }

  // The handler's view.

  func nextMessage() async throws -> [UInt8]? {
    guard connection.isOnLoop else {
      return try await withTaskExecutorPreference(connection.executor) {
        try await self.nextMessageOnLoop()
      }
    }
    return try await nextMessageOnLoop()
  }

  func onlyMessage() async throws -> [UInt8] {
    // The handler of such a call starts when its message is there.
    guard connection.isOnLoop else {
      return try await withTaskExecutorPreference(connection.executor) {
        try self.takeOnlyMessage()
      }
    }
    return try takeOnlyMessage()
  }

  func onlyMessageNow() throws -> [UInt8]? {
    connection.isOnLoop ? try takeOnlyMessage() : nil
  }

  private func takeOnlyMessage() throws -> [UInt8] {
    guard let message = messages.popFirst() else { throw CancellationError() }
    return try taken(message)
  }

  private func taken(_ message: ReceivedMessage) throws(RPCError) -> [UInt8] {
    hold(-(message.bytes.count + MessageDeframer.prefixBytes))
    connection.observeReceived(self, message.bytes.count)
    guard encodings.sent else { return message.bytes }
    context.requestWasCompressed = message.isCompressed
    guard message.isCompressed else { return message.bytes }
    return try connection.executor.gzip.inflate(
      message.bytes,
      bytesMax: messageBytesMax,
      connection.settings.configuration.gzip
    )
  }

  private func nextMessageOnLoop() async throws -> [UInt8]? {
    while true {
      try Task.checkCancellation()
      if isOver { throw CancellationError() }
      if let message = messages.popFirst() {
        let share = message.bytes.count + MessageDeframer.prefixBytes
        release(messages.isEmpty ? heldBytes : min(heldBytes, share))
        holdSpare()
        return try taken(message)
      }
      if requestIsComplete { return nil }
      await waitForMessage()
    }
  }

  private func waitForMessage() async {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { readers.append($0) }
    } onCancel: {
      // In a later turn, so that the continuation is there whenever this comes.
      connection.executor.runLater { self.wakeReader() }
    }
  }

  private func wakeReader() {
    guard !readers.isEmpty else { return }
    readers.take().resume()
  }

  /// The stream has room again, or the call is over.
  func wakeWriter() {
    guard !writers.isEmpty else { return }
    writers.take().resume()
  }
}
