extension RPCError {
  /// What travels when a handler has thrown this error.
  ///
  /// Only an error that was written for the caller has text on the wire: a local `RPCError` goes as
  /// it is, a remote one is not ours to pass on and becomes `internal`, cancellation becomes
  /// `cancelled`, and anything else `unknown`, all three without text.
  public static func outcome(of error: any Error) -> RPCError {
    switch error {
    case let error as RPCError where error.origin == .local: error
    case let error as RPCError: RPCError(.internal, "", cause: error)
    case is CancellationError: RPCError(.cancelled, "", cause: error)
    default: RPCError(.unknown, "", cause: error)
    }
  }

  /// The outcome of a call whose deadline has passed.
  public static let deadlinePassed = RPCError(
    .deadlineExceeded,
    "The deadline of the call has passed."
  )

  /// The outcome of a call that its caller wants no longer.
  public static let cancelledByCaller = RPCError(
    .cancelled,
    "The caller has cancelled the call."
  )

  /// The outcome of a message over the limit of one side.
  public static func messageTooLarge(bytes: Int, max: Int) -> RPCError {
    RPCError(.resourceExhausted, "A message of \(bytes) bytes is over the limit of \(max).")
  }
}
