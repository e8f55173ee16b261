extension RPCError {
  /// Why the server's runtime itself ended a call; the ``RPCError/cause`` of its errors.
  ///
  /// Whoever completes errors (``Router``) knows the reason by it and need not guess from a code.
  public enum Refusal: Error, Hashable, Sendable {
    /// There is no such method (gRPC: statuscodes).
    case unknownMethod
    /// A header of the call cannot be read: `grpc-timeout`, or a `-bin` value that is not base64.
    case malformedHeader
    /// The messages are in an encoding that is not known here (gRPC: compression).
    case unsupportedEncoding
    /// A prefix is wrong, or a message ends too early.
    case malformedMessage
    /// No message or a second one came where the method takes one.
    case wrongMessageCount
    /// Too many calls run already.
    case overloaded

    /// The status code that goes with the refusal.
    public var code: Code {
      switch self {
      case .unknownMethod, .unsupportedEncoding, .wrongMessageCount: .unimplemented
      case .malformedHeader, .malformedMessage: .internal
      case .overloaded: .resourceExhausted
      }
    }
  }

  /// The outcome of a call that the runtime refuses.
  public init(
    _ refusal: Refusal,
    _ message: String,
    details: [Detail] = [],
    metadata: Metadata = Metadata()
  ) {
    self.init(refusal.code, message, details: details, metadata: metadata, cause: refusal)
  }
}
