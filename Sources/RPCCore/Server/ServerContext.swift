import Synchronization

/// What a handler knows of its call beside the request.
public final class ServerContext: Sendable {
  /// The method that is called.
  public var method: MethodDescriptor { handler.descriptor }
  /// The method with its code.
  package let handler: MethodHandler
  /// The caller's custom metadata.
  public let metadata: Metadata
  /// When the call must have ended; nil if neither side set a limit.
  public let deadline: Deadline?
  /// Where the call runs.
  public let lane: Lane
  /// The other end of the connection.
  public let peer: PeerIdentity

  private struct State {
    /// What interceptors keep is mostly one value, which so needs no list.
    var value: (any ContextValueBox)?
    var compression = ResponseCompression.automatic
    var requestWasCompressed = false
    /// What most calls have nothing of.
    var extras: Extras?

    mutating func change<Result>(_ body: (inout Extras) -> Result) -> Result {
      var changed = extras ?? Extras()
      defer { extras = changed }
      return body(&changed)
    }
  }

  private struct Extras {
    var head = Metadata()
    var trailers = Metadata()
    var values: [any ContextValueBox] = []
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
    handler = MethodHandler(method) { _ in }
    self.metadata = metadata
    self.deadline = deadline
    self.lane = lane
    self.peer = peer
  }

  /// Makes the context of one call of a method with its code; it keeps the description by reference.
  public init(
    handler: MethodHandler,
    metadata: Metadata,
    deadline: Deadline?,
    lane: Lane,
    peer: PeerIdentity
  ) {
    self.handler = handler
    self.metadata = metadata
    self.deadline = deadline
    self.lane = lane
    self.peer = peer
  }

  /// Metadata that is sent before the first message; it has no effect once that has been sent.
  public var responseHead: Metadata {
    get { state.withLock { $0.extras?.head ?? Metadata() } }
    set { state.withLock { $0.change { $0.head = newValue } } }
  }

  /// Whether there is anything to send beside messages and status; most calls have nothing.
  public var hasResponseMetadata: Bool {
    state.withLock { state in
      guard let extras = state.extras else { return false }
      return !extras.head.isEmpty || !extras.trailers.isEmpty
    }
  }

  /// Metadata that is sent with the status.
  public var responseTrailers: Metadata {
    get { state.withLock { $0.extras?.trailers ?? Metadata() } }
    set { state.withLock { $0.change { $0.trailers = newValue } } }
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
    state.withLock { $0.change { _ = $0.trailers.append(name, text: text) } }
  }

  /// Keeps a value for what runs further in; a second value of the same type replaces the first.
  @inlinable
  public func set<Value: Sendable>(_ value: Value) {
    keep(ContextValue(value))
  }

  /// The value that was kept as this very type.
  @inlinable
  public func value<Value: Sendable>(of type: Value.Type) -> Value? {
    (kept(ObjectIdentifier(type)) as? ContextValue<Value>)?.value
  }

  @usableFromInline
  func keep(_ box: any ContextValueBox) {
    state.withLock { state in
      guard let first = state.value, first.type != box.type else {
        state.value = box
        return
      }
      state.change { extras in
        extras.values.removeAll { $0.type == box.type }
        extras.values.append(box)
      }
    }
  }

  @usableFromInline
  func kept(_ type: ObjectIdentifier) -> (any ContextValueBox)? {
    state.withLock { state in
      if let first = state.value, first.type == type { return first }
      return state.extras?.values.first { $0.type == type }
    }
  }
}

/// A value of any type with the name of its type, which is compared instead of casting the value.
@usableFromInline
protocol ContextValueBox: AnyObject, Sendable {
  /// The type as which it was kept.
  var type: ObjectIdentifier { get }
}

/// The box of one type.
@usableFromInline
final class ContextValue<Value: Sendable>: ContextValueBox {
  @usableFromInline let value: Value

  @usableFromInline
  var type: ObjectIdentifier { ObjectIdentifier(Value.self) }

  @inlinable
  init(_ value: Value) {
    self.value = value
  }
}
