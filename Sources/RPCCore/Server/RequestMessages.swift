public import ProtobufEngine

/// The messages that a caller streams: one consumer, ends cleanly or throws.
public struct RequestMessages<Message: WireMessage>: AsyncSequence, Sendable {
  private let stream: any ServerCallStream
  private let decode: @Sendable ([UInt8]) throws -> Message

  /// Reads messages from a call with the given decoder, which also validates.
  public init(
    _ stream: any ServerCallStream,
    decode: @escaping @Sendable ([UInt8]) throws -> Message
  ) {
    self.stream = stream
    self.decode = decode
  }

  /// Makes the iterator of the only consumer.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(stream: stream, decode: decode)
  }

  /// Reads one message after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let stream: any ServerCallStream
    fileprivate let decode: @Sendable ([UInt8]) throws -> Message

    /// The next message, or nil at a clean end.
    public mutating func next() async throws -> Message? {
      guard let bytes = try await stream.nextMessage() else { return nil }
      return try decode(bytes)
    }

    /// The next message without leaving the caller's isolation.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws -> Message? {
      guard let bytes = try await stream.nextMessage() else { return nil }
      return try decode(bytes)
    }
  }
}

/// Writes the messages of a response stream and can do nothing else.
public struct ResponseWriter<Message: WireMessage>: Sendable {
  private let stream: any ServerCallStream

  /// Writes to a call.
  public init(_ stream: any ServerCallStream) {
    self.stream = stream
  }

  /// Sends a message; waits while the caller does not read fast enough.
  ///
  /// - Throws: `RPCError` if the call is over, or the message is too large or cannot be encoded.
  public func write(_ message: Message) async throws {
    try await stream.write(try ServerCoding.encode(message))
  }

  /// Sends a message whose first part is encoded already and shared by many calls.
  ///
  /// Compressed for a caller who takes gzip where that pays: it is done once for all calls.
  ///
  /// - Throws: `RPCError` if the call is over, or the message is too large or cannot be encoded.
  package func write(_ shared: SharedBytes, own: Message) async throws {
    let own = try ServerCoding.encode(own)
    guard let stream = stream as? any SharingCallStream else {
      return try await stream.write(shared.bytes + own)
    }
    try await stream.write(shared, own: own)
  }

  /// Sends the response metadata at once, before any message is there.
  public func sendHead() async throws {
    try await stream.sendHead()
  }
}
