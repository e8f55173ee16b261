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
    cancel()
  }

  var hasEnded: Bool { call.mailbox.hasEnded }

  func write(_ message: [UInt8]) async throws {
    try Task.checkCancellation()
    let max = connector.configuration.sentMessageBytesMax
    guard message.count <= max else {
      throw RPCError.messageTooLarge(bytes: message.count, max: max)
    }
    if try call.mailbox.write(message) { connector.onLoop { [call] in call.sendOutbox() } }
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
      return delivery.message
    } catch let error as CancellationError {
      cancel()
      throw error
    }
  }

  func cancel() {
    guard !hasEnded else { return }
    connector.onLoop { [call] in
      call.abort(RPCError(.cancelled, "The caller has cancelled the call."))
    }
  }
}
