/// What an observer sees of a call: what is known of it, and nothing to change it by.
///
/// An observer keeps what it counts in a note. Notes are apart from the values that interceptors keep,
/// so that whatever an observer notes, no handler and no authorization ever reads it.
public struct ObservedServerCall: Sendable {
  private let context: ServerContext

  /// Shows a call to observers; transports make it.
  public init(_ context: ServerContext) {
    self.context = context
  }

  /// The method that is called.
  public var method: MethodDescriptor { context.method }
  /// The caller's custom metadata.
  public var metadata: Metadata { context.metadata }
  /// When the call must have ended; nil if neither side set a limit.
  public var deadline: Deadline? { context.deadline }
  /// Where the call runs.
  public var lane: Lane { context.lane }
  /// The other end of the connection.
  public var peer: PeerIdentity { context.peer }

  /// The value that an interceptor has kept as this very type.
  public func value<Value: Sendable>(of type: Value.Type) -> Value? { context.value(of: type) }

  /// Keeps a note for the observer's next functions; a second one of the same type replaces the first.
  ///
  /// All observers of a call share its notes, so a note's type is best a private one.
  public func note<Value: Sendable>(_ value: Value) { context.set(ObserverNote(value: value)) }

  /// The note that was kept as this very type.
  public func noted<Value: Sendable>(_ type: Value.Type) -> Value? {
    context.value(of: ObserverNote<Value>.self)?.value
  }
}

/// What makes a note's type another one than that of any value which interceptors keep.
private struct ObserverNote<Value: Sendable>: Sendable {
  let value: Value
}
