/// The outcome of a call that did not end with OK.
///
/// Four families of errors exist, by scope: an engine's errors, a domain's errors, this one (what
/// one call ends with) and ``RuntimeError`` (what is wider than a call). Only what was written for
/// the caller travels: ``code``, ``message`` and ``details``. A handler that throws anything else
/// ends its call with ``Code/unknown`` and no text, so that no internals leak.
public struct RPCError: Error, Sendable {
  /// Which side decided the outcome.
  public enum Origin: Sendable, Hashable {
    case local
    case remote
  }

  /// The status code.
  public var code: Code
  /// One sentence for a developer; travels as `grpc-message`.
  public var message: String
  /// Typed details; they travel as `google.rpc.Status` in `grpc-status-details-bin`.
  public var details: [Detail]
  /// Custom trailing metadata.
  public var metadata: Metadata
  /// Which side decided the outcome: a remote error thrown on by a handler is not forwarded as ours.
  public var origin: Origin
  /// What led to this error; it never travels.
  public var cause: (any Error)?

  /// Describes an outcome.
  public init(
    _ code: Code,
    _ message: String,
    details: [Detail] = [],
    metadata: Metadata = Metadata(),
    origin: Origin = .local,
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.details = details
    self.metadata = metadata
    self.origin = origin
    self.cause = cause
  }

  /// The reason of the first `ErrorInfo`, stable for ever, or nil.
  public var reason: String? {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return nil
  }
}

extension RPCError: CustomStringConvertible {
  /// The code's name, the reason if there is one, and the message.
  public var description: String {
    let reason = reason.map { " (\($0))" } ?? ""
    return "\(code)\(reason): \(message)"
  }
}
