import HTTP2Engine
import NIOCore
import RPCCore
import Synchronization

/// One call of the client on the loop of its connection.
///
/// States: *waiting* (for a connection, or for another attempt), *open* (has a stream), *over* (the
/// outcome is known). What the application's tasks see of it is the answer of a call without streams and
/// the mailbox of one with them, the only parts that are shared between threads.
///
/// `@unchecked Sendable`: all other mutable state is confined to the loop.
final class HTTP2ClientCall: @unchecked Sendable {
  /// What belongs to one attempt.
  private struct Attempt {
    var connection: HTTP2ClientConnection?
    var stream: HTTP2StreamID?
    var deframer: MessageDeframer
    var received = MessageQueue()
    var messages = 0
    /// The only message of a response that is no stream; its reader gets it with the end.
    var response: ReceivedMessage?
    var httpStatus = 0
    var bodyIsGRPC = false
    /// What is wrong with the metadata of the head.
    var faultOfHead: RPCError?
    var heldBytes = 0
    /// When it got its stream, if anybody watches.
    var startedAt: UInt64?
    var sentBytes = 0
    var receivedBytes = 0

    init(messageBytesMax: Int) {
      deframer = MessageDeframer(messageBytesMax: messageBytesMax)
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(RPCError) {
      heldBytes += bytes.count
      try deframer.receive(bytes, into: &received)
    }
  }

  let method: MethodDescriptor
  let options: CallOptions
  let deadline: Deadline?
  /// What goes to and fro between the loop and the tasks of a call with streams.
  private let mailbox: ClientMailbox?
  /// What comes to the caller of a call without them.
  let answer = Mutex(ClientAnswer())
  let handover: ClientHandover
  private let connector: ClientConnector
  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private(set) var attempts: CallAttempts
  @exclusivity(unchecked) private(set) var isOver = false
  /// The message of a request that is known from the start, while the call may be made again.
  @exclusivity(unchecked) private var request: [UInt8]?
  @exclusivity(unchecked) private var attempt: Attempt
  /// Where the call stands in a queue of the connector, and until when it pauses there.
  @exclusivity(unchecked) var place: Int?
  @exclusivity(unchecked) var pause: Scheduled<Void>?

  init(
    method: MethodDescriptor,
    options: CallOptions,
    deadline: Deadline?,
    request: [UInt8]?,
    mailbox: ClientMailbox?,
    connector: ClientConnector
  ) {
    self.method = method
    self.options = options
    self.deadline = deadline
    self.request = request
    self.mailbox = mailbox
    handover = connector.handover
    self.connector = connector
    attempts = CallAttempts(
      policy: connector.configuration.retries.policy(for: method),
      bufferBytesMax: connector.configuration.retries.bufferBytesMax
    )
    attempt = Attempt(messageBytesMax: connector.configuration.receivedMessageBytesMax)
  }

  /// The stream of the attempt that runs.
  var stream: HTTP2StreamID? { attempt.stream }

  // What the connection tells it.

  /// The call has its stream.
  func opened(_ connection: HTTP2ClientConnection, _ stream: HTTP2StreamID) {
    attempt.connection = connection
    attempt.stream = stream
    observeAttempt()
    if let request { return send(request) }
    for message in attempts.messages { submit(message.bytes, isPlain: message.isPlain) }
    if attempts.isFinished { submitEnd() }
    sendOutbox()
    mailbox?.opened()
  }

  /// The head of the response; with `endStream` it is all there is.
  func receive(head block: HTTP2HeaderBlock, endStream: Bool) {
    guard !isOver else { return }
    let head = ResponseHead(block)
    attempt.httpStatus = head.httpStatus
    if endStream {
      return finish(head.outcome(httpStatus: head.httpStatus), head.metadata, head.pushback)
    }
    commit()
    attempt.faultOfHead = head.fault
    let isGRPC = head.httpStatus == 200 && head.isGRPC
    attempt.bodyIsGRPC = isGRPC
    if isGRPC, let encoding = head.encoding {
      guard encoding == "gzip" else {
        return abort(RPCError(.internal, "The server sends in the unknown encoding \(encoding)."))
      }
      attempt.deframer.takesCompressed = true
    }
    options.onHead?(head.metadata)
  }

  /// Bytes of the response's body.
  func receive(_ bytes: UnsafeRawBufferPointer, endStream: Bool) {
    guard let connection = attempt.connection, let stream else { return }
    guard !isOver, attempt.bodyIsGRPC else {
      connection.consume(stream, bytes.count)
      if endStream { endWithoutStatus() }
      return
    }
    do throws(RPCError) {
      try attempt.receive(bytes)
      try deliver()
      if endStream { endWithoutStatus() }
    } catch {
      release(attempt.heldBytes)
      abort(error)
    }
  }

  /// Hands messages on and keeps the window closed for those that nobody has taken; an incomplete
  /// message opens it, since without its rest it could never be taken.
  ///
  /// The only message of a response that is no stream is inflated here, since its call is over and
  /// told of before anybody takes it; a second one ends the call, so that a server cannot fill the
  /// memory with more.
  private func deliver() throws(RPCError) {
    var waiting = 0
    while let message = attempt.received.popFirst() {
      attempt.receivedBytes += message.bytes.count
      attempt.messages += 1
      guard !method.kind.streamsResponses else {
        waiting = mailbox?.deliver(message) ?? 0
        continue
      }
      guard attempt.messages == 1 else {
        throw RPCError(.unimplemented, "The server sent more than one message where one is due.")
      }
      attempt.response = try inflated(message)
    }
    guard method.kind.streamsResponses else { return release(attempt.heldBytes) }
    if waiting == 0 { waiting = mailbox?.waitingMessages ?? 0 }
    if waiting == 0 { release(attempt.heldBytes) }
  }

  private func inflated(_ message: ReceivedMessage) throws(RPCError) -> ReceivedMessage {
    guard message.isCompressed else { return message }
    let configuration = connector.configuration
    let bytes = try connector.executor.gzip.inflate(
      message.bytes,
      bytesMax: configuration.receivedMessageBytesMax,
      configuration.gzip
    )
    return ReceivedMessage(bytes: bytes, isCompressed: true)
  }

  /// The application has taken messages of so many bytes.
  func taken(_ bytes: Int, isEmpty: Bool) {
    release(isEmpty ? attempt.heldBytes : min(bytes, attempt.heldBytes))
  }

  private func release(_ count: Int) {
    guard count > 0, let connection = attempt.connection, let stream else { return }
    attempt.heldBytes -= count
    connection.consume(stream, count)
  }

  /// The fields behind the body.
  func receive(trailers block: HTTP2HeaderBlock) {
    guard !isOver else { return }
    let trailers = ResponseHead(block)
    if trailers.isOK, let fault = faultOfBody() ?? attempt.faultOfHead { return end(fault) }
    finish(trailers.outcome(httpStatus: attempt.httpStatus), trailers.metadata, nil)
  }

  /// What is wrong with a body behind which the status is OK.
  private func faultOfBody() -> RPCError? {
    guard attempt.bodyIsGRPC else {
      return RPCError(.unknown, "The response is no gRPC.", origin: .remote)
    }
    guard !attempt.deframer.isBetweenMessages else { return nil }
    return RPCError(.internal, "The response ends in the middle of a message.")
  }

  /// The stream is over for whatever reason; `wasSent` says whether the server can have seen it.
  func streamClosed(_ code: HTTP2ErrorCode, wasSent: Bool) {
    attempt.connection = nil
    guard !isOver else { return }
    // A server that keeps the deadline too may be a moment faster than the timer here.
    if code == .cancel, let deadline, deadline.hasPassed(now: connector.now) {
      return end(.deadlinePassed)
    }
    let error = RPCError(
      StatusMapping.code(reset: code),
      "The server has reset the stream: \(code).",
      origin: .remote
    )
    failed(error, !wasSent ? .unsent : code == .refusedStream ? .refused : .status(pushback: nil))
  }

  /// The connection is lost.
  func connectionLost(_ error: RPCError, wasSent: Bool) {
    attempt.connection = nil
    guard !isOver else { return }
    failed(error, wasSent ? .status(pushback: nil) : .unsent)
  }

  /// No server can be reached.
  func connectionFailed(_ error: RPCError) {
    guard !isOver else { return }
    failed(error, .status(pushback: nil))
  }

  private func endWithoutStatus() {
    guard !isOver else { return }
    end(
      RPCError(
        StatusMapping.code(httpStatus: attempt.httpStatus),
        "The server ended the response without a status.",
        origin: .remote
      )
    )
  }

  // The outcome.

  /// The server's status.
  private func finish(_ error: RPCError?, _ trailers: Metadata, _ pushback: RetryPushback?) {
    guard let error else {
      connector.throttle.noteSuccess()
      return end(nil, trailers)
    }
    failed(error, .status(pushback: pushback), trailers)
  }

  /// An attempt has failed: the call is made again or over.
  private func failed(
    _ error: RPCError,
    _ failure: CallAttempts.Failure,
    _ trailers: Metadata = Metadata()
  ) {
    let verdict = attempts.verdict(
      failure,
      error.code,
      throttle: &connector.throttle,
      random: connector.configuration.retries.random
    )
    switch verdict {
    case .fail: end(error, trailers)
    case .again(let delay) where delay > .zero && connector.isFull: end(error, trailers)
    case .again(let delay):
      observeAttemptEnd(error)
      attempt = Attempt(messageBytesMax: connector.configuration.receivedMessageBytesMax)
      connector.retry(self, after: delay)
    }
  }

  /// Ends the call from this side and tells the server.
  func abort(_ error: RPCError) {
    guard !isOver else { return }
    if let connection = attempt.connection, let stream { connection.reset(stream) }
    end(error)
  }

  // Telling whoever watches the attempts.

  private func observeAttempt() {
    guard let onAttempt = options.onAttempt else { return }
    attempt.startedAt = connector.now
    onAttempt(.started)
  }

  private func observeAttemptEnd(_ error: RPCError?) {
    guard let onAttempt = options.onAttempt, let startedAt = attempt.startedAt else { return }
    attempt.startedAt = nil
    let nanoseconds = connector.now - startedAt
    onAttempt(
      .finished(
        ClientAttempt(
          error: error,
          duration: .nanoseconds(Int64(clamping: nanoseconds)),
          sentBytes: attempt.sentBytes,
          receivedBytes: attempt.receivedBytes
        )
      )
    )
  }

  /// Ends the call; nil is OK.
  func end(_ error: RPCError?, _ trailers: Metadata = Metadata()) {
    guard !isOver else { return }
    isOver = true
    if place != nil { connector.forget(self) }
    commit()
    observeAttemptEnd(error)
    options.onTrailers?(trailers)
    guard let mailbox else { return answer(error, attempt.response) }
    mailbox.end(error, response: attempt.response)
  }

  // What the application asks for.

  func start() { connector.start(self) }

  /// Sends all of a request that was known from the start.
  private func send(_ request: [UInt8]) {
    attempts.keepWhole(bytes: request.count)
    if attempts.isCommitted { self.request = nil }
    submit(request, isPlain: false)
    submitEnd()
    attempt.connection?.outputIsWaiting()
  }

  /// The call is not made again; what was kept for that is let go.
  private func commit() {
    attempts.commit()
    request = nil
  }

  /// Moves what has been written to the session, and keeps it while the call may be made again.
  func sendOutbox() {
    guard let mailbox, let connection = attempt.connection, connection.session != nil else {
      return
    }
    let outbox = mailbox.takeOutbox()
    for message in outbox.messages {
      attempts.keep(message.bytes, isPlain: message.isPlain)
      submit(message.bytes, isPlain: message.isPlain)
    }
    if outbox.isFinished {
      attempts.finish()
      submitEnd()
    }
    connection.outputIsWaiting()
    reportRoom()
  }

  private func submit(_ message: [UInt8], isPlain: Bool) {
    guard let connection = attempt.connection, let stream, let session = connection.session else {
      return
    }
    if options.compressesRequests, !isPlain,
      let packed = connection.gzip.deflate(message, connector.configuration.gzip)
    {
      session.submitMessage(stream, packed, isCompressed: true)
      attempt.sentBytes += packed.count
    } else {
      session.submitMessage(stream, message)
      attempt.sentBytes += message.count
    }
  }

  private func submitEnd() {
    guard let stream, let session = attempt.connection?.session else { return }
    session.submitData(stream, UnsafeRawBufferPointer(start: nil, count: 0), endStream: true)
  }

  /// Tells the writer how much is unsent; it waits above the limit.
  func reportRoom() {
    guard let mailbox, let stream, let session = attempt.connection?.session else { return }
    let queued = session.queuedBytes(stream)
    if mailbox.hasRoom(queued: queued) { return }
    let enough = connector.configuration.unsentBytesMax / 2 + 1
    // With less in the session it is the outbox that is full, and a visit to empty it is on its way.
    // Room that is there already would be told at once, in the same turn, and asked for again for ever.
    guard queued >= enough else { return }
    session.notifyWhenQueued(stream, below: enough)
  }
}
