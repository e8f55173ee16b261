/// Sees calls on the client and cannot change them: metrics, logs, traces.
///
/// Each call is told of once by ``started(_:)`` and once by ``finished(_:error:duration:)``, however it
/// ends: by the server's status, the deadline, the loss of the connection, its own cancellation, or
/// by being let go of. In between, each attempt of the transport is told of in the same way.
///
/// The functions are called on any thread and must not wait.
public protocol ClientObserver: Sendable {
  /// A call has begun; it may have no connection yet.
  func started(_ context: ClientContext)
  /// A message of so many bytes, before compression, has been handed to the transport.
  func sent(_ context: ClientContext, bytes: Int)
  /// A message of so many bytes, after inflation, has been taken from the transport.
  func received(_ context: ClientContext, bytes: Int)
  /// An attempt has begun: the call has a stream of a connection.
  func attemptStarted(_ context: ClientContext)
  /// An attempt has ended; `error` is nil for OK.
  func attemptFinished(_ context: ClientContext, _ attempt: ClientAttempt)
  /// The call has ended; `error` is nil for OK.
  func finished(_ context: ClientContext, error: RPCError?, duration: Duration)
}

extension ClientObserver {
  /// Does nothing.
  public func sent(_ context: ClientContext, bytes: Int) {}
  /// Does nothing.
  public func received(_ context: ClientContext, bytes: Int) {}
  /// Does nothing.
  public func attemptStarted(_ context: ClientContext) {}
  /// Does nothing.
  public func attemptFinished(_ context: ClientContext, _ attempt: ClientAttempt) {}
}

/// What is known of a call on the client; an object, so that observers can tell calls apart.
public final class ClientContext: Sendable {
  /// The method that is called.
  public let method: MethodDescriptor
  /// The metadata that the caller has set, before interceptors.
  public let metadata: Metadata

  /// Makes the context of one call.
  public init(method: MethodDescriptor, metadata: Metadata) {
    self.method = method
    self.metadata = metadata
  }
}

/// How one attempt of a call has ended (gRFC A6: a call is made again after some failures).
public struct ClientAttempt: Sendable {
  /// The outcome; nil for OK.
  public var error: RPCError?
  /// The time from the stream's beginning.
  public var duration: Duration
  /// The bytes of messages sent, compressed as on the wire, without prefixes.
  public var sentBytes: Int
  /// The bytes of messages received, compressed as on the wire, without prefixes.
  public var receivedBytes: Int

  /// Describes an attempt.
  public init(error: RPCError?, duration: Duration, sentBytes: Int, receivedBytes: Int) {
    self.error = error
    self.duration = duration
    self.sentBytes = sentBytes
    self.receivedBytes = receivedBytes
  }
}

/// What a transport tells of the attempts of one call.
public enum ClientAttemptEvent: Sendable {
  /// The attempt has a stream.
  case started
  /// The attempt is over.
  case finished(ClientAttempt)
}
