internal import RPCCore
import Synchronization

/// A call whose first message gets an identifier; of a stream only the first one carries it.
final class PreparedCall: ClientCallStream {
  private let base: any ClientCallStream
  private let method: MethodDescriptor
  private let preparation: CallPreparation
  private let hasWritten = Mutex(false)

  init(_ base: any ClientCallStream, method: MethodDescriptor, preparation: CallPreparation) {
    self.base = base
    self.method = method
    self.preparation = preparation
  }

  func write(_ message: [UInt8]) async throws {
    let isFirst = hasWritten.withLock { hasWritten in
      defer { hasWritten = true }
      return !hasWritten
    }
    try await base.write(isFirst ? preparation.identified(message, for: method) : message)
  }

  var hasEnded: Bool { base.hasEnded }

  func finishWriting() { base.finishWriting() }

  func nextMessage() async throws -> [UInt8]? { try await base.nextMessage() }

  func cancel() { base.cancel() }
}
