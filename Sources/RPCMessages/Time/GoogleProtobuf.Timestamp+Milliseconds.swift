extension GoogleProtobuf.Timestamp {
  /// The seconds of years 1 to 9999, all that the standard allows.
  private static let secondsAllowed: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Makes an instant of milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    // The nanoseconds count forward, also before 1970.
    self.init(
      seconds: rest < 0 ? seconds - 1 : seconds,
      nanos: Int32(rest < 0 ? rest + 1000 : rest) * 1_000_000
    )
  }

  /// Whether it is an instant of the years 1 to 9999 with 0 to 999,999,999 nanoseconds.
  public var isValid: Bool {
    Self.secondsAllowed.contains(seconds) && (0...999_999_999).contains(nanos)
  }

  /// Milliseconds since 1970-01-01T00:00:00Z, parts of one left out; nil if it is no valid instant.
  public var milliseconds: Int64? {
    isValid ? seconds * 1000 + Int64(nanos) / 1_000_000 : nil
  }
}
