import HTTP2Engine
import RPCCore

/// The response half of a call: head, messages, trailers.
extension HTTP2ServerCall {
  func write(_ message: [UInt8]) async throws {
    guard connection.isOnLoop else {
      return try await withTaskExecutorPreference(connection.executor) {
        try await self.writeOnLoop(message)
      }
    }
    try await writeOnLoop(message)
  }

  func writeNow(_ message: [UInt8]) throws -> Bool {
    guard connection.isOnLoop, !kind.streamsResponses else { return false }
    if isOver { throw CancellationError() }
    try checkSize(message.count)
    try keepOnly(message)
    return true
  }

  /// Refuses a message of more bytes than may be sent, as they are before they are compressed.
  func checkSize(_ count: Int) throws {
    let max = connection.settings.configuration.sentMessageBytesMax
    guard count <= max else { throw RPCError.messageTooLarge(bytes: count, max: max) }
  }

  func sendHead() async throws {
    guard connection.isOnLoop else {
      return try await withTaskExecutorPreference(connection.executor) {
        try self.sendHeadOnLoop()
      }
    }
    try sendHeadOnLoop()
  }

  private func sendHeadOnLoop() throws {
    if isOver { throw CancellationError() }
    try checkHead()
    submitHead()
    connection.outputIsWaiting()
  }

  func writeOnLoop(_ message: [UInt8]) async throws {
    if isOver { throw CancellationError() }
    try checkSize(message.count)
    guard kind.streamsResponses else { return try keepOnly(message) }
    try await send(message) { submit(message) }
  }

  /// Sends a message of a stream as `submit` queues it, and waits while too much is unsent.
  func send(_ message: [UInt8], submit: () -> Void) async throws {
    try Task.checkCancellation()
    try checkHead()
    submitHead()
    submit()
    connection.outputIsWaiting()
    guard try mustWait() else { return }
    // The handler keeps its message for as long as it waits here.
    connection.memory.writerBytes += message.count
    defer { connection.memory.writerBytes -= message.count }
    repeat { await waitForRoom() } while try mustWait()
  }

  /// Holds the only response until the handler has returned, so that head, message and trailers
  /// leave together and an error after it can still be a response of trailers only.
  private func keepOnly(_ message: [UInt8]) throws {
    guard onlyResponse == nil else {
      throw RPCError(.internal, "The handler has sent more than one message.")
    }
    onlyResponse = message
  }

  private func mustWait() throws -> Bool {
    try Task.checkCancellation()
    if isOver { throw CancellationError() }
    guard let session = connection.session else { return false }
    return session.queuedBytes(stream) > connection.settings.configuration.unsentBytesMax
  }

  private func waitForRoom() async {
    let below = connection.settings.configuration.unsentBytesMax / 2 + 1
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        writers.append(continuation)
        connection.session?.notifyWhenQueued(stream, below: below)
      }
    } onCancel: {
      // In a later turn, so that the continuation is there whenever this comes.
      connection.executor.runLater { self.wakeWriter() }
    }
  }

  /// Sends head, what is left of the body and trailers; the response is over then.
  func sendEnd(_ error: RPCError?) {
    isOver = true
    if error == nil, let message = onlyResponse, !headIsSent, !context.hasResponseMetadata,
      !compresses(message)
    {
      onlyResponse = nil
      sendPlain(message)
      return
    }
    let error = (error ?? missingResponse() ?? metadataOverLimit()).map {
      connection.settings.router.completed($0, path: handler.descriptor.path)
    }
    if let error {
      sendFailure(error)
    } else {
      submitHead()
      if let onlyResponse { submit(onlyResponse) }
      onlyResponse = nil
      let trailers = ResponseHeaders.trailers(nil, context.responseTrailers)
      connection.session?.submitTrailers(stream, trailers)
    }
    if !requestIsComplete { connection.stopUpload(stream) }
    connection.outputIsWaiting()
    finished(error)
  }

  /// Sends a response that was made once, and it is over then; false if the caller has been sent
  /// something, or would not take so much.
  func sendEnd(_ refusal: ReadyRefusal) -> Bool {
    guard !headIsSent, !context.hasResponseMetadata, refusal.listBytes <= headerListBytesMax else {
      return false
    }
    isOver = true
    connection.session?.submitResponse(stream, refusal.headers, endStream: true)
    if !requestIsComplete { connection.stopUpload(stream) }
    connection.outputIsWaiting()
    finished(refusal.error)
    return true
  }

  /// The usual end of a unary call, with header lists that are made once.
  private func sendPlain(_ message: [UInt8]) {
    headIsSent = true
    if let session = connection.session {
      let lists = connection.settings
      session.submitResponse(stream, lists.plainHead, endStream: false)
      session.submitMessage(stream, message)
      bytesSubmitted += message.count + MessageDeframer.prefixBytes
      session.submitTrailers(stream, lists.plainTrailers)
    }
    if !requestIsComplete { connection.stopUpload(stream) }
    connection.outputIsWaiting()
    guard connection.settings.isObserved else { return }
    connection.observeSent(self, message.count)
    finished(nil)
  }

  private func missingResponse() -> RPCError? {
    guard !kind.streamsResponses, onlyResponse == nil else { return nil }
    return RPCError(.internal, "The handler has sent no message.")
  }

  // What the caller takes of header lists (RFC 9113 §10.5.1).

  private var headerListBytesMax: Int {
    connection.session?.remoteSettings.headerListBytesMax ?? .max
  }

  private static let metadataError = RPCError(
    .resourceExhausted,
    "The response's metadata is over the caller's limit."
  )

  private func checkHead() throws(RPCError) {
    if !headIsSent, headIsOverLimit { throw Self.metadataError }
  }

  private var headIsOverLimit: Bool {
    let metadata = context.responseHead
    guard !metadata.isEmpty else { return false }
    return ResponseHeaders.head(metadata, isGzip: true).listBytes > headerListBytesMax
  }

  /// The error of a good response whose head or trailers the caller would not take.
  private func metadataOverLimit() -> RPCError? {
    guard context.hasResponseMetadata else { return nil }
    let trailers = ResponseHeaders.trailers(nil, context.responseTrailers)
    let isOver = (!headIsSent && headIsOverLimit) || trailers.listBytes > headerListBytesMax
    return isOver ? Self.metadataError : nil
  }

  private func sendFailure(_ error: RPCError) {
    if !headIsSent, !context.responseHead.isEmpty, !headIsOverLimit { submitHead() }
    let max = headerListBytesMax
    let trailers = context.responseTrailers
    guard headIsSent else {
      let list = ResponseHeaders.fitting(error, trailers, max) {
        ResponseHeaders.trailersOnly($0, $1)
      }
      connection.session?.submitResponse(stream, list, endStream: true)
      return
    }
    let list = ResponseHeaders.fitting(error, trailers, max) { ResponseHeaders.trailers($0, $1) }
    connection.session?.submitTrailers(stream, list)
  }

  private func submitHead() {
    guard !headIsSent else { return }
    headIsSent = true
    headNamesGzip = mayCompress
    let head = ResponseHeaders.head(context.responseHead, isGzip: headNamesGzip)
    connection.session?.submitResponse(stream, head, endStream: false)
  }

  private func submit(_ message: [UInt8]) {
    if headNamesGzip, compresses(message), let packed = packed(message) {
      submit(packed, isCompressed: true)
    } else {
      submit(message, isCompressed: false)
    }
  }

  /// Queues a message as it is.
  func submit(_ message: [UInt8], isCompressed: Bool) {
    connection.session?.submitMessage(stream, message, isCompressed: isCompressed)
    bytesSubmitted += message.count + MessageDeframer.prefixBytes
    connection.observeSent(self, message.count)
  }

  private func packed(_ message: [UInt8]) -> [UInt8]? {
    connection.executor.gzip.deflate(message, connection.settings.configuration.gzip)
  }

  /// Whether a message of the response may be compressed, as far as is known before the first.
  ///
  /// The only message of a response is known.
  private var mayCompress: Bool {
    guard encodings.accepted else { return false }
    if let onlyResponse { return compresses(onlyResponse) }
    if sharesMessages { return context.responseCompression != .never }
    return context.responseCompression != .automatic || encodings.sent
  }

  private func compresses(_ message: [UInt8]) -> Bool {
    guard encodings.accepted else { return false }
    return switch context.responseCompression {
    case .always: true
    case .never: false
    case .automatic:
      encodings.sent
        && message.count >= connection.settings.configuration.gzip.compressedBytesMin
    }
  }

  /// Tells the observers.
  func finished(_ error: RPCError?) {
    connection.observeFinished(self, error)
  }
}

extension HTTP2Session {
  /// Queues a message behind its prefix.
  func submitMessage(
    _ stream: HTTP2StreamID,
    _ message: [UInt8],
    isCompressed: Bool = false
  ) {
    // The last five of these eight bytes are the flag and the length.
    let prefix = UInt64(message.count) | (isCompressed ? 1 << 32 : 0)
    withUnsafeBytes(of: prefix.bigEndian) { bytes in
      let prefix = UnsafeRawBufferPointer(rebasing: bytes[3...])
      message.withUnsafeBytes { _ = submitData(stream, prefix: prefix, $0) }
    }
  }
}
