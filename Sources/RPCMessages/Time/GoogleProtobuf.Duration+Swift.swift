extension GoogleProtobuf.Duration {
  /// The most seconds that the standard allows, about 10,000 years.
  private static let secondsMax: Int64 = 315_576_000_000

  /// Makes a span of a Swift duration; what is too long for the standard is cut to its bounds.
  public init(_ duration: Swift.Duration) {
    let (seconds, attoseconds) = duration.components
    guard abs(seconds.clamped) < Self.secondsMax else {
      self.init(seconds: seconds > 0 ? Self.secondsMax : -Self.secondsMax)
      return
    }
    self.init(seconds: seconds, nanos: Int32(attoseconds / 1_000_000_000))
  }

  /// Whether it is within the bounds of the standard and its parts have one sign.
  public var isValid: Bool {
    abs(seconds.clamped) <= Self.secondsMax && (-999_999_999...999_999_999).contains(nanos)
      && !(seconds > 0 && nanos < 0) && !(seconds < 0 && nanos > 0)
  }

  /// The span as a Swift duration.
  public var duration: Swift.Duration { .seconds(seconds) + .nanoseconds(Int64(nanos)) }
}

extension Int64 {
  /// The number without the one value that has no opposite.
  fileprivate var clamped: Int64 { self == .min ? .min + 1 : self }
}
