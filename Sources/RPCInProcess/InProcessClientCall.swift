import RPCCore

/// The client's view of a call; letting go of it cancels the call.
final class InProcessClientCall: ClientCallStream {
  private let call: InProcessCall

  init(_ call: InProcessCall) {
    self.call = call
  }

  deinit {
    cancel()
  }

  var hasEnded: Bool { call.hasEnded }

  func write(_ message: [UInt8]) async throws {
    do {
      try await call.requests.write(message)
    } catch {
      guard call.hasEnded, !Task.isCancelled else { throw error }
      throw call.responses.failure ?? error
    }
  }

  func finishWriting() {
    call.requests.finish()
  }

  func nextMessage() async throws -> [UInt8]? {
    do {
      return try await call.responses.next()
    } catch let error as CancellationError {
      cancel()
      throw error
    }
  }

  func cancel() {
    call.end(.cancelledByCaller, drops: true)
  }
}
