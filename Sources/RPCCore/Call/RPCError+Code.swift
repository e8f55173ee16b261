extension RPCError {
  /// A gRPC status code other than OK (gRPC: statuscodes).
  ///
  /// The litmus test between three neighbours (AIP-193): `unavailable` if the same call may be
  /// repeated as it is, `aborted` if the caller must start again from a read, `failedPrecondition`
  /// if nothing helps until the state of the system has changed.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The number on the wire, 1 to 16.
    public let rawValue: Int

    private init(_ rawValue: Int) {
      self.rawValue = rawValue
    }

    /// The code of a number on the wire; nil for 0 (OK) and numbers that gRPC does not know.
    public init?(rawValue: Int) {
      guard (1...16).contains(rawValue) else { return nil }
      self.rawValue = rawValue
    }

    /// The caller gave up.
    public static let cancelled = Code(1)
    /// An error without a better name.
    public static let unknown = Code(2)
    /// The request is wrong whatever the state of the system.
    public static let invalidArgument = Code(3)
    /// The deadline passed first.
    public static let deadlineExceeded = Code(4)
    /// There is no such thing, or the caller may not know of it.
    public static let notFound = Code(5)
    /// The thing to be created is there.
    public static let alreadyExists = Code(6)
    /// The caller is known and may not do this.
    public static let permissionDenied = Code(7)
    /// A limit is reached.
    public static let resourceExhausted = Code(8)
    /// The state of the system does not allow it.
    public static let failedPrecondition = Code(9)
    /// A concurrent change got in between.
    public static let aborted = Code(10)
    /// Beyond the valid range.
    public static let outOfRange = Code(11)
    /// The method is not served here.
    public static let unimplemented = Code(12)
    /// A rule of the protocol or of the server is broken.
    public static let `internal` = Code(13)
    /// The service cannot be reached; the call may be repeated.
    public static let unavailable = Code(14)
    /// Data is lost or damaged.
    public static let dataLoss = Code(15)
    /// The caller is not known.
    public static let unauthenticated = Code(16)

    private static let names = [
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
      "UNAUTHENTICATED",
    ]

    /// The standard's name, for example `NOT_FOUND`.
    public var description: String { Self.names[rawValue] }
  }
}
