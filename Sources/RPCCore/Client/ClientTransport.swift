/// The client's end of a transport: opens calls.
public protocol ClientTransport: Sendable {
  /// Opens a call and returns as soon as messages can be written.
  ///
  /// - Throws: `RPCError`, for example with `unavailable` if the server cannot be reached.
  func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientCallStream

  /// Makes a call with one message in each direction.
  ///
  /// - Throws: `RPCError` for every status but OK.
  func unary(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    options: CallOptions
  ) async throws -> [UInt8]

  /// The thread that carries the calls, where they cost least; nil for a transport without one.
  ///
  /// A call from another thread is handed over to this one, and its answer is handed back. A task that
  /// prefers this executor (`withTaskExecutorPreference`, `Task(executorPreference:)`) spares both:
  /// about a quarter of the CPU of a small call. Other calls, and those of other
  /// clients, may share the thread: what runs there must not block it.
  var taskExecutor: (any TaskExecutor)? { get }
}

/// The client's side of one call; one reader and one writer, which may be different tasks.
///
/// Releasing the last reference to a call that has not ended cancels it.
public protocol ClientCallStream: AnyObject, Sendable {
  /// Queues a message; waits while too many bytes are unsent.
  ///
  /// - Throws: the status if the call has ended with another than OK, `CancellationError` if it has
  ///   ended with OK or the task is cancelled. What has been received can still be read.
  func write(_ message: [UInt8]) async throws
  /// Queues a message that stays plain under ``CallOptions/compressesRequests``.
  func writePlain(_ message: [UInt8]) async throws
  /// Whether the message that was read last came compressed.
  var responseWasCompressed: Bool { get }
  /// Whether the status is known, so that writing is pointless.
  var hasEnded: Bool { get }
  /// Half-closes: no more messages are written.
  func finishWriting()
  /// The next message, or nil after status OK.
  ///
  /// - Throws: `RPCError` for any other status, `CancellationError` if the task is cancelled.
  func nextMessage() async throws -> [UInt8]?
  /// Cancels the call; the server's handler is cancelled too.
  func cancel()
}

extension ClientTransport {
  /// None.
  public var taskExecutor: (any TaskExecutor)? { nil }

  /// Makes a call with one message in each direction over ``open(_:options:)``.
  public func unary(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    options: CallOptions
  ) async throws -> [UInt8] {
    let call = try await open(method, options: options)
    try await call.writeOnly(message)
    return try await call.onlyMessage()
  }
}

extension ClientCallStream {
  /// Writes the only message of a request and half-closes.
  ///
  /// A server may have answered with OK before it has read the request: then nothing is written,
  /// and the response can be read.
  ///
  /// - Throws: as ``write(_:)`` does otherwise.
  func writeOnly(_ message: [UInt8]) async throws {
    do {
      try await write(message)
    } catch is CancellationError where hasEnded && !Task.isCancelled {
      return
    }
    finishWriting()
  }
}

extension ClientCallStream {
  /// Queues a message like any other.
  public func writePlain(_ message: [UInt8]) async throws { try await write(message) }

  /// Nothing is compressed within a process.
  public var responseWasCompressed: Bool { false }

  /// The only message of a response that is not a stream.
  ///
  /// - Throws: `RPCError` with `unimplemented` if an OK response has none or more than one.
  public func onlyMessage() async throws -> [UInt8] {
    guard let message = try await nextMessage() else {
      throw RPCError(.unimplemented, "The server sent no message where one is due.")
    }
    guard try await nextMessage() == nil else {
      cancel()
      throw RPCError(.unimplemented, "The server sent more than one message where one is due.")
    }
    return message
  }
}
