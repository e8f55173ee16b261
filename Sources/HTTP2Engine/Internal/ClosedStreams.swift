/// What a server remembers of streams that are gone, to tell a peer's fault from a header list that
/// was under way.
///
/// RFC 9113 §5.1: on a closed stream a peer must send nothing but PRIORITY, WINDOW_UPDATE and
/// RST_STREAM; on one that this side has reset anything may still arrive. nghttp2 ignores both when
/// it does not keep closed streams.
struct ClosedStreams {
  /// Streams of this side's resets that are remembered; after more than these in one connection
  /// nobody is accused any more.
  static let resetsMax = 1_024

  private var resets = PlainBuffer<Int32>()
  private var isOverfull = false
  /// The numbers that the peer's latest leap has left out, which are closed without a use (§5.1.1).
  private var skipped: ClosedRange<Int32>?
  /// The highest stream that the peer has begun.
  private(set) var highest: Int32 = 0

  /// A stream whose header list has begun and of which nghttp2 has not told us yet.
  private var untold: Int32 = 0

  /// Whether a header list begins a stream.
  mutating func isNew(_ number: Int32) -> Bool {
    guard number > highest else { return false }
    if number > highest + 2 { skipped = (highest + 1)...(number - 1) }
    highest = number
    untold = number
    return true
  }

  /// nghttp2 has told us of the stream that has begun.
  mutating func noteTold() { untold = 0 }

  /// Another frame begins: a stream of which nghttp2 has told nothing is one that it refuses.
  mutating func noteNextFrame() {
    guard untold != 0 else { return }
    noteReset(untold)
    untold = 0
  }

  /// Notes a stream that this side has reset.
  mutating func noteReset(_ number: Int32) {
    guard resets.count < Self.resetsMax else {
      isOverfull = true
      return
    }
    resets.append(number)
  }

  /// Whether a frame on a closed stream may have been under way.
  func mayBeLate(_ number: Int32) -> Bool {
    if isOverfull { return true }
    for position in 0..<resets.count where resets[position] == number { return true }
    return false
  }

  /// Whether the stream was never begun.
  func isSkipped(_ number: Int32) -> Bool {
    skipped?.contains(number) == true
  }

  /// Gives the memory back.
  mutating func free() { resets.free() }
}
