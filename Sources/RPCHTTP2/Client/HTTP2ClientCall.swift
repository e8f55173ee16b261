import HTTP2Engine
import RPCCore

/// One call of the client on the loop of its connection.
///
/// States: *waiting* (for a connection), *open* (has a stream), *over* (the outcome is known). What
/// the application's tasks see of it is the mailbox, the only part that is shared between threads.
///
/// `@unchecked Sendable`: all mutable state is confined to the loop.
final class HTTP2ClientCall: @unchecked Sendable {
  let method: MethodDescriptor
  let options: CallOptions
  let deadline: Deadline?
  let mailbox: ClientMailbox
  private let configuration: HTTP2ClientConfiguration

  private var connection: HTTP2ClientConnection?
  private(set) var stream: HTTP2StreamID?
  private(set) var isOver = false

  private var deframer: MessageDeframer
  private var received = MessageQueue()
  private var httpStatus = 0
  private var bodyIsGRPC = false
  private var heldBytes = 0

  init(
    method: MethodDescriptor,
    options: CallOptions,
    deadline: Deadline?,
    configuration: HTTP2ClientConfiguration
  ) {
    self.method = method
    self.options = options
    self.deadline = deadline
    self.configuration = configuration
    mailbox = ClientMailbox(
      unsentBytesMax: configuration.unsentBytesMax,
      wakesAtEndOnly: !method.kind.streamsResponses
    )
    deframer = MessageDeframer(messageBytesMax: configuration.receivedMessageBytesMax)
  }

  // What the connection tells it.

  /// The call has its stream.
  func opened(_ connection: HTTP2ClientConnection, _ stream: HTTP2StreamID) {
    self.connection = connection
    self.stream = stream
    sendOutbox()
    mailbox.opened()
  }

  /// The head of the response; with `endStream` it is all there is.
  func receive(head block: HTTP2HeaderBlock, endStream: Bool) {
    guard !isOver else { return }
    let head = ResponseHead(block)
    httpStatus = head.httpStatus
    if endStream { return end(head.outcome(httpStatus: httpStatus), head.metadata) }
    bodyIsGRPC = head.httpStatus == 200 && head.isGRPC
    if bodyIsGRPC, let encoding = head.encoding {
      guard encoding == "gzip" else {
        abort(RPCError(.internal, "The server sends in the unknown encoding \(encoding)."))
        return
      }
      deframer.takesCompressed = true
    }
    options.onHead?(head.metadata)
  }

  /// Bytes of the response's body.
  func receive(_ bytes: UnsafeRawBufferPointer, endStream: Bool) {
    guard let connection, let stream else { return }
    guard !isOver, bodyIsGRPC else {
      connection.consume(stream, bytes.count)
      if endStream { endWithoutStatus() }
      return
    }
    heldBytes += bytes.count
    do throws(RPCError) {
      try deframer.receive(bytes, into: &received)
      deliver()
      if endStream { endWithoutStatus() }
    } catch {
      release(heldBytes)
      abort(error)
    }
  }

  /// Hands messages on and keeps the window closed for those that nobody has taken; an incomplete
  /// message opens it, since without its rest it could never be taken.
  private func deliver() {
    var waiting = 0
    while let message = received.popFirst() { waiting = mailbox.deliver(message) }
    if waiting == 0 { waiting = mailbox.waitingMessages }
    if waiting == 0 || !method.kind.streamsResponses { release(heldBytes) }
  }

  /// The application has taken messages of so many bytes.
  func taken(_ bytes: Int, isEmpty: Bool) {
    release(isEmpty ? heldBytes : min(bytes, heldBytes))
  }

  private func release(_ count: Int) {
    guard count > 0, let connection, let stream else { return }
    heldBytes -= count
    connection.consume(stream, count)
  }

  /// The fields behind the body.
  func receive(trailers block: HTTP2HeaderBlock) {
    guard !isOver else { return }
    let trailers = ResponseHead(block)
    if trailers.isOK, bodyIsGRPC, !deframer.isBetweenMessages {
      return end(RPCError(.internal, "The response ends in the middle of a message."), Metadata())
    }
    end(trailers.outcome(httpStatus: httpStatus), trailers.metadata)
  }

  /// The stream is over for whatever reason.
  func streamClosed(_ code: HTTP2ErrorCode) {
    connection = nil
    guard !isOver else { return }
    let error = RPCError(
      StatusMapping.code(reset: code),
      "The server has reset the stream: \(code).",
      origin: .remote
    )
    end(error, Metadata())
  }

  /// The connection is lost, or the stream was not taken.
  func connectionLost(_ error: RPCError) {
    connection = nil
    end(error, Metadata())
  }

  private func endWithoutStatus() {
    guard !isOver else { return }
    end(
      RPCError(
        StatusMapping.code(httpStatus: httpStatus),
        "The server ended the response without a status.",
        origin: .remote
      ),
      Metadata()
    )
  }

  // What the application asks for.

  /// Ends the call from this side and tells the server.
  func abort(_ error: RPCError) {
    guard !isOver else { return }
    if let connection, let stream { connection.reset(stream) }
    end(error, Metadata())
  }

  private func end(_ error: RPCError?, _ trailers: Metadata) {
    guard !isOver else { return }
    isOver = true
    options.onTrailers?(trailers)
    mailbox.end(error)
  }

  /// Moves what has been written to the session.
  func sendOutbox() {
    guard let connection, let stream, let session = connection.session else { return }
    let outbox = mailbox.takeOutbox()
    for message in outbox.messages {
      if options.compressesRequests, !message.isPlain,
        let packed = connection.gzip.deflate(message.bytes, configuration.gzip)
      {
        session.submitMessage(stream, packed, isCompressed: true)
      } else {
        session.submitMessage(stream, message.bytes)
      }
    }
    if outbox.isFinished {
      session.submitData(stream, UnsafeRawBufferPointer(start: nil, count: 0), endStream: true)
    }
    connection.outputIsWaiting()
    reportRoom()
  }

  /// Tells the writer how much is unsent; it waits above the limit.
  func reportRoom() {
    guard let stream, let session = connection?.session else { return }
    let queued = session.queuedBytes(stream)
    if mailbox.hasRoom(queued: queued) { return }
    session.notifyWhenQueued(stream, below: configuration.unsentBytesMax / 2 + 1)
  }
}
