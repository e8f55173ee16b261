import RPCCore

/// The names of statuses in labels.
enum CodeNames {
  /// The names of the Go implementation, which go-grpc-prometheus writes, by number.
  static let go = [
    "OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound",
    "AlreadyExists", "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted",
    "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated",
  ]

  /// The names of the standard, which gRFC A66 writes, by number.
  static let standard = (0..<go.count).map { number in
    RPCError.Code(rawValue: number)?.description ?? "OK"
  }
}
