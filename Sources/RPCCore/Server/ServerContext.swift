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
    var value: KeptValue?
    var compression = ResponseCompression.automatic
    var requestWasCompressed = false
    /// What most calls have nothing of.
    var extras: Extras?
  }

  /// A value in its box, with the type as which it was kept.
  private struct KeptValue {
    let type: ObjectIdentifier
    let box: any AnyObject & Sendable
  }

  private struct Extras {
    var head = Metadata()
    var trailers = Metadata()
    var values: [KeptValue] = []
  }

  private let state = Mutex(State())
  /// Whether `extras` are there: asked at the end of each call.
  private let hasExtras = Atomic(false)

  private func change(_ body: (inout Extras) -> Void) {
    state.withLock { state in
      var extras = state.extras ?? Extras()
      body(&extras)
      state.extras = extras
    }
    hasExtras.store(true, ordering: .releasing)
  }

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
    set { change { $0.head = newValue } }
  }

  /// Whether there is anything to send beside messages and status; most calls have nothing.
  public var hasResponseMetadata: Bool {
    guard hasExtras.load(ordering: .acquiring) else { return false }
    return state.withLock { state in
      guard let extras = state.extras else { return false }
      return !extras.head.isEmpty || !extras.trailers.isEmpty
    }
  }

  /// Metadata that is sent with the status.
  public var responseTrailers: Metadata {
    get { state.withLock { $0.extras?.trailers ?? Metadata() } }
    set { change { $0.trailers = newValue } }
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
    change { _ = $0.trailers.append(name, text: text) }
  }

  /// Keeps a value for what runs further in; a second value of the same type replaces the first.
  @inlinable
  public func set<Value: Sendable>(_ value: Value) {
    keep(ContextValue(value), as: ObjectIdentifier(Value.self))
  }

  /// The value that was kept as this very type.
  @inlinable
  public func value<Value: Sendable>(of type: Value.Type) -> Value? {
    guard let box = kept(ObjectIdentifier(type)) else { return nil }
    // What was kept as this type is in a box of this type; a cast would look that up each time.
    return unsafeDowncast(box, to: ContextValue<Value>.self).value
  }

  @usableFromInline
  func keep(_ box: any AnyObject & Sendable, as type: ObjectIdentifier) {
    let kept = KeptValue(type: type, box: box)
    let isFirst = state.withLock { state in
      guard state.value.map({ $0.type == type }) ?? true else { return false }
      state.value = kept
      return true
    }
    guard !isFirst else { return }
    change { extras in
      extras.values.removeAll { $0.type == type }
      extras.values.append(kept)
    }
  }

  @usableFromInline
  func kept(_ type: ObjectIdentifier) -> (any AnyObject & Sendable)? {
    state.withLock { state in
      if let first = state.value, first.type == type { return first.box }
      return state.extras?.values.first { $0.type == type }?.box
    }
  }
}

/// The box of a value that interceptors keep.
@usableFromInline
final class ContextValue<Value: Sendable>: Sendable {
  @usableFromInline let value: Value

  @inlinable
  init(_ value: Value) {
    self.value = value
  }
}
