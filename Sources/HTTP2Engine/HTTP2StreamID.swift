/// A stream of one session: its number on the wire and its place in the session's table.
///
/// A value that outlives its stream is harmless: the session compares the number with what the
/// place holds now, so a call with a stale value says "gone" and touches no other stream.
public struct HTTP2StreamID: Hashable, Sendable, BitwiseCopyable {
  /// The stream identifier on the wire (RFC 9113 §5.1.1).
  public let number: Int32

  /// The stream's place in the session.
  ///
  /// Small, counted from zero, reused after the stream's `closed` event was handled. Index an
  /// array of your own with it instead of hashing `number`.
  public let slot: Int32

  @usableFromInline
  init(number: Int32, slot: Int32) {
    self.number = number
    self.slot = slot
  }
}

extension HTTP2StreamID: CustomStringConvertible {
  /// The stream identifier in decimal.
  public var description: String { String(number) }
}
