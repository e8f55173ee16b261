import RPCCore

/// The application's view of a call; letting go of it cancels the call.
final class HTTP2ClientCallStream: ClientCallStream {
  private let call: HTTP2ClientCall
  private let connector: ClientConnector

  init(_ call: HTTP2ClientCall, _ connector: ClientConnector) {
    self.call = call
    self.connector = connector
  }

  deinit {
    if !hasEnded { cancel() }
  }

  var hasEnded: Bool { call.mailbox.hasEnded }

  var responseWasCompressed: Bool { call.mailbox.lastWasCompressed }

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
    if try call.mailbox.write(message, isPlain: isPlain) {
      connector.onLoop { [call] in call.sendOutbox() }
    }
    try await call.mailbox.waitForRoom()
  }

  func finishWriting() {
    if call.mailbox.finishWriting() { connector.onLoop { [call] in call.sendOutbox() } }
  }

  func nextMessage() async throws -> [UInt8]? {
    do {
      let delivery = try await call.mailbox.next()
      if delivery.releasedBytes > 0 {
        connector.onLoop { [call] in
          call.taken(delivery.releasedBytes, isEmpty: delivery.isEmpty)
        }
      }
      guard let message = delivery.message else { return nil }
      return try inflated(message)
    } catch let error as CancellationError {
      cancel()
      throw error
    }
  }

  /// The only message of a call whose response is no stream.
  ///
  /// - Throws: as ``ClientMailbox/onlyMessage()`` does.
  func unaryResponse() async throws -> [UInt8] {
    do {
      return try await call.mailbox.onlyMessage().bytes
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

  func cancel() {
    cancel(RPCError(.cancelled, "The caller has cancelled the call."))
  }

  private func cancel(_ error: RPCError) {
    guard call.mailbox.cancel(error) else { return }
    connector.onLoop { [call] in call.abort(error) }
  }
}
