package import MotCuaDomain
package import RPCMessages

extension Instant {
  /// The instant of a timestamp, digits below the millisecond dropped; nil outside the years 1 to
  /// 9999 or with nanoseconds outside their range, as the standard asks.
  package init?(_ timestamp: GoogleProtobuf.Timestamp) {
    guard (-62_135_596_800...253_402_300_799).contains(timestamp.seconds),
      (0..<1_000_000_000).contains(timestamp.nanos)
    else { return nil }
    self.init(milliseconds: timestamp.seconds * 1000 + Int64(timestamp.nanos) / 1_000_000)
  }

  /// The instant on the wire.
  package var timestamp: GoogleProtobuf.Timestamp {
    let remainder = (milliseconds % 1000 + 1000) % 1000
    return GoogleProtobuf.Timestamp(
      seconds: (milliseconds - remainder) / 1000,
      nanos: Int32(remainder) * 1_000_000
    )
  }
}
