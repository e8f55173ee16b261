/// A fault of the session, of its peer or of its owner, with how far it reaches.
///
/// What the peer does wrong inside one stream never surfaces here: the session resets the stream
/// and its owner sees a `closed` event. A thrown `connection` error means that the session is over
/// and that the socket must be closed after what output is left.
public struct HTTP2Error: Error, Hashable, Sendable {
  /// How far a fault reaches.
  public enum Scope: Hashable, Sendable {
    /// The whole connection is lost.
    case connection
    /// Only this stream is concerned.
    case stream(HTTP2StreamID)
  }

  /// How far the fault reaches.
  public let scope: Scope

  /// The code that describes it on the wire.
  public let code: HTTP2ErrorCode

  /// A sentence for the log, with the name of the function that failed; it holds no peer data.
  public let message: String

  /// Makes an error.
  public init(scope: Scope, code: HTTP2ErrorCode, message: String) {
    self.scope = scope
    self.code = code
    self.message = message
  }
}

extension HTTP2Error: CustomStringConvertible {
  /// Scope, code and sentence on one line.
  public var description: String {
    switch scope {
    case .connection: "connection error \(code): \(message)"
    case .stream(let stream): "stream \(stream) error \(code): \(message)"
    }
  }
}
