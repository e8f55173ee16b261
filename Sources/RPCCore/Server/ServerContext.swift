import Synchronization

/// What a handler knows of its call beside the request.
public final class ServerContext: Sendable {
  /// The method that is called.
  public let method: MethodDescriptor
  /// The caller's custom metadata.
  public let metadata: Metadata
  /// When the call must have ended; nil if neither side set a limit.
  public let deadline: Deadline?
  /// Where the call runs.
  public let lane: Lane
  /// The other end of the connection.
  public let peer: PeerIdentity

  private struct State {
    var head = Metadata()
    var trailers = Metadata()
    var values: [any Sendable] = []
    var compression = ResponseCompression.automatic
    var requestWasCompressed = false
  }
  private let state = Mutex(State())

  /// Makes the context of one call.
  public init(
    method: MethodDescriptor,
    metadata: Metadata = Metadata(),
    deadline: Deadline? = nil,
    lane: Lane = .inProcess,
    peer: PeerIdentity = PeerIdentity(address: "in-process")
  ) {
    self.method = method
    self.metadata = metadata
    self.deadline = deadline
    self.lane = lane
    self.peer = peer
  }

  /// Metadata that is sent before the first message; it has no effect once that has been sent.
  public var responseHead: Metadata {
    get { state.withLock { $0.head } }
    set { state.withLock { $0.head = newValue } }
  }

  /// Whether there is anything to send beside messages and status; most calls have nothing.
  public var hasResponseMetadata: Bool {
    state.withLock { !$0.head.isEmpty || !$0.trailers.isEmpty }
  }

  /// Metadata that is sent with the status.
  public var responseTrailers: Metadata {
    get { state.withLock { $0.trailers } }
    set { state.withLock { $0.trailers = newValue } }
  }

  /// Whether the messages that are written from here on are compressed.
  public var responseCompression: ResponseCompression {
    get { state.withLock { $0.compression } }
    set { state.withLock { $0.compression = newValue } }
  }

  /// Whether the message that was read last came compressed; the transport sets it.
  public var requestWasCompressed: Bool {
    get { state.withLock { $0.requestWasCompressed } }
    set { state.withLock { $0.requestWasCompressed = newValue } }
  }

  /// Adds a text to the trailing metadata.
  public func appendTrailer(_ name: String, text: String) {
    state.withLock { _ = $0.trailers.append(name, text: text) }
  }

  /// Keeps a value for what runs further in; a second value of the same type replaces the first.
  public func set<Value: Sendable>(_ value: Value) {
    state.withLock { state in
      state.values.removeAll { $0 is Value }
      state.values.append(value)
    }
  }

  /// The value of this type that an interceptor has kept.
  public func value<Value: Sendable>(of type: Value.Type) -> Value? {
    state.withLock { state in
      for value in state.values {
        if let match = value as? Value { return match }
      }
      return nil
    }
  }
}
