import RPCCore

/// The application's view of a call; letting go of it cancels the call.
final class HTTP2ClientCallStream: ClientCallStream {
  private let call: HTTP2ClientCall
  private let mailbox: ClientMailbox
  private let connector: ClientConnector

  init(_ call: HTTP2ClientCall, _ mailbox: ClientMailbox, _ connector: ClientConnector) {
    self.call = call
    self.mailbox = mailbox
    self.connector = connector
  }

  deinit {
    if !hasEnded { cancel() }
  }

  var hasEnded: Bool { mailbox.hasEnded }

  var responseWasCompressed: Bool { mailbox.lastWasCompressed }

  func write(_ message: [UInt8]) async throws {
    try await write(message, isPlain: false)
  }

  func writePlain(_ message: [UInt8]) async throws {
    try await write(message, isPlain: true)
  }

  private func write(_ message: [UInt8], isPlain: Bool) async throws {
    try Task.checkCancellation()
    let max = connector.configuration.sentMessageBytesMax
    guard message.count <= max else {
      throw RPCError.messageTooLarge(bytes: message.count, max: max)
    }
    if try mailbox.write(message, isPlain: isPlain) {
      call.handover.leave(.send(call))
    }
    try await mailbox.waitForRoom()
  }

  func finishWriting() {
    if mailbox.finishWriting() { call.handover.leave(.send(call)) }
  }

  func nextMessage() async throws -> [UInt8]? {
    do {
      let delivery = try await mailbox.next()
      if delivery.releasedBytes > 0 {
        call.handover.leave(
          .taken(call, bytes: delivery.releasedBytes, isEmpty: delivery.isEmpty)
        )
      }
      guard let message = delivery.message else { return nil }
      return try inflated(message)
    } catch let error as CancellationError {
      cancel()
      throw error
    }
  }

  /// Inflates a message of a stream in the reader's own task; an error ends the call.
  private func inflated(_ message: ReceivedMessage) throws -> [UInt8] {
    guard message.isCompressed, call.method.kind.streamsResponses else { return message.bytes }
    let configuration = connector.configuration
    do throws(RPCError) {
      return try GzipCodec().inflate(
        message.bytes,
        bytesMax: configuration.receivedMessageBytesMax,
        configuration.gzip
      )
    } catch {
      cancel(error)
      throw error
    }
  }

  func cancel() { cancel(.cancelledByCaller) }

  private func cancel(_ error: RPCError) {
    if mailbox.cancel(error) { call.handover.leave(.abort(call, error)) }
  }
}
