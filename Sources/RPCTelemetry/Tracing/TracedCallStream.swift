import RPCCore
import Synchronization
import Tracing

/// Ends the span of a call once, by whatever comes first.
final class SpanEnd: Sendable {
  private let span: any Span
  private let hasEnded = Atomic(false)

  init(_ span: any Span) {
    self.span = span
  }

  /// Ends the span with a status; nil is OK.
  func callAsFunction(_ error: (any Error)?) {
    guard !hasEnded.exchange(true, ordering: .relaxed) else { return }
    let code = error.map { ($0 as? RPCError ?? .outcome(of: $0)).code }
    span.updateAttributes { $0[CallAttributes.status] = code?.rawValue ?? 0 }
    if let error {
      span.recordError(error)
      span.setStatus(SpanStatus(code: .error))
    }
    span.end()
  }
}

/// A call whose span ends with it; letting go of it is an end too.
final class TracedCallStream: ClientCallStream {
  private let stream: any ClientCallStream
  private let end: SpanEnd

  init(_ stream: any ClientCallStream, _ end: SpanEnd) {
    self.stream = stream
    self.end = end
  }

  deinit {
    end(RPCError.cancelledByCaller)
  }

  var responseWasCompressed: Bool { stream.responseWasCompressed }

  var hasEnded: Bool { stream.hasEnded }

  func write(_ message: [UInt8]) async throws { try await stream.write(message) }

  func writePlain(_ message: [UInt8]) async throws { try await stream.writePlain(message) }

  func finishWriting() { stream.finishWriting() }

  func nextMessage() async throws -> [UInt8]? {
    do {
      let message = try await stream.nextMessage()
      if message == nil { end(nil) }
      return message
    } catch {
      end(error)
      throw error
    }
  }

  func cancel() {
    // A status that is there already ends the span when it is read, or when the call is let go.
    if !stream.hasEnded { end(RPCError.cancelledByCaller) }
    stream.cancel()
  }
}
