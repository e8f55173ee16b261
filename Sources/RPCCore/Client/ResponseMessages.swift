public import ProtobufEngine

/// The messages that a server streams: one consumer, ends cleanly or throws `RPCError`.
public struct ResponseMessages<Message: WireMessage>: AsyncSequence, Sendable {
  private let call: any ClientCallStream

  /// Reads the messages of a call.
  public init(_ call: any ClientCallStream) {
    self.call = call
  }

  /// Makes the iterator of the only consumer.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call: call) }

  /// Cancels the call.
  public func cancel() { call.cancel() }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let call: any ClientCallStream

    /// The next message, or nil after status OK.
    public mutating func next() async throws -> Message? {
      try await decode(call.nextMessage())
    }

    /// The next message without leaving the caller's isolation.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws -> Message? {
      try await decode(call.nextMessage())
    }

    private func decode(_ bytes: [UInt8]?) throws -> Message? {
      guard let bytes else { return nil }
      return try ClientCoding.decode(Message.self, bytes)
    }
  }
}

/// Writes the messages of a request stream and can do nothing else.
public struct RequestWriter<Message: WireMessage>: Sendable {
  private let call: any ClientCallStream

  /// Writes to a call.
  public init(_ call: any ClientCallStream) {
    self.call = call
  }

  /// Sends a message; waits while the server does not read fast enough.
  public func write(_ message: Message) async throws {
    try await call.write(try ClientCoding.encode(message))
  }
}

/// Turns messages into bytes and back on the client, with the status that gRPC gives to failures.
public enum ClientCoding {
  /// The bytes of a message.
  ///
  /// - Throws: `RPCError` with `internal` if the message cannot be encoded.
  public static func encode(_ message: some WireMessage) throws(RPCError) -> [UInt8] {
    do {
      return try message.serialized()
    } catch {
      throw RPCError(.internal, "The request cannot be encoded: \(error).", cause: error)
    }
  }

  /// The message of some bytes.
  ///
  /// - Throws: `RPCError` with `internal` if they are not such a message.
  public static func decode<Message: WireMessage>(
    _ type: Message.Type,
    _ bytes: [UInt8]
  ) throws(RPCError) -> Message {
    do {
      return try Message(serialized: bytes)
    } catch {
      throw RPCError(.internal, "The response cannot be decoded: \(error).", cause: error)
    }
  }
}
