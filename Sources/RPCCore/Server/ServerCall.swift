/// The server's side of one call, as a transport gives it to interceptors and handlers.
public struct ServerCall: Sendable {
  /// What is known of the call.
  public let context: ServerContext
  /// Where its messages come from and go to.
  public let stream: any ServerCallStream

  /// Joins a context with its messages.
  public init(context: ServerContext, stream: any ServerCallStream) {
    self.context = context
    self.stream = stream
  }
}

/// The messages of one call on the server; a transport implements it.
///
/// It has one reader and one writer, which may be different tasks. The status is not sent here: the
/// transport sends it when the handler has returned or thrown.
public protocol ServerCallStream: AnyObject, Sendable {
  /// The next message, or nil once the client has half-closed cleanly.
  ///
  /// - Throws: `RPCError` if the call is broken, `CancellationError` if it is cancelled.
  func nextMessage() async throws -> [UInt8]?

  /// The only message of a call whose caller sends exactly one.
  ///
  /// - Throws: `RPCError` with `unimplemented` if there is none or more than one
  ///   (gRPC: statuscodes), `CancellationError` if the call is cancelled.
  func onlyMessage() async throws -> [UInt8]

  /// Queues a message; waits while too many bytes are unsent.
  ///
  /// - Throws: `RPCError` if the call is over or the message is too large.
  func write(_ message: [UInt8]) async throws

  /// Sends the metadata of ``ServerContext/responseHead`` ahead of the first message.
  func sendHead() async throws

  /// The only message if it can be had without waiting; nil says to ask ``onlyMessage()``.
  ///
  /// An `async` call that never waits still costs a frame and two switches of the executor; these
  /// two spare a unary call four of each.
  func onlyMessageNow() throws -> [UInt8]?

  /// Queues a message if that can be done without waiting; false says to call ``write(_:)``.
  func writeNow(_ message: [UInt8]) throws -> Bool
}

extension ServerCallStream {
  /// Says to ask ``ServerCallStream/onlyMessage()``.
  public func onlyMessageNow() throws -> [UInt8]? { nil }

  /// Says to call ``ServerCallStream/write(_:)``.
  public func writeNow(_ message: [UInt8]) throws -> Bool { false }
}
