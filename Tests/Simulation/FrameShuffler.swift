/// Changes the order of frames of different streams where the standard leaves it to the sender.
///
/// DATA, WINDOW_UPDATE and RST_STREAM of one stream have no order to those of another, and a header
/// list only to other header lists (RFC 9113 §4.3). Frames of one stream, frames of the connection
/// and what follows a list without END_HEADERS stay where they are.
struct FrameShuffler {
  private struct Frame {
    var bytes: ArraySlice<UInt8>

    var type: UInt8 { bytes[bytes.startIndex + 3] }
    var flags: UInt8 { bytes[bytes.startIndex + 4] }
    var stream: ArraySlice<UInt8> { bytes[(bytes.startIndex + 5)..<(bytes.startIndex + 9)] }

    var isFree: Bool {
      guard stream.contains(where: { $0 != 0 }) else { return false }
      switch type {
      case 0, 3, 8: return true
      case 1: return flags & 4 != 0
      default: return false
      }
    }
  }

  private var rest: [UInt8] = []
  /// Bytes of the client's preface that have not passed.
  private var prefaceLeft: Int

  init(isClient: Bool) {
    prefaceLeft = isClient ? 24 : 0
  }

  /// Takes bytes and returns whole frames in another order; half a frame waits for its rest.
  mutating func shuffle(
    _ bytes: some Sequence<UInt8>,
    using random: inout SplitMix
  ) -> [UInt8] {
    rest += bytes
    let preface = min(prefaceLeft, rest.count)
    prefaceLeft -= preface
    var output = Array(rest.prefix(preface))
    var frames: [Frame] = []
    var start = preface
    while rest.count - start >= 9 {
      let count = Int(rest[start]) << 16 | Int(rest[start + 1]) << 8 | Int(rest[start + 2])
      let end = start + 9 + count
      guard end <= rest.count else { break }
      frames.append(Frame(bytes: rest[start..<end]))
      start = end
    }
    for index in frames.indices.dropFirst() where Bool.random(using: &random) {
      let (left, right) = (frames[index - 1], frames[index])
      guard left.isFree, right.isFree, left.stream != right.stream else { continue }
      guard left.type != 1 || right.type != 1 else { continue }
      frames.swapAt(index - 1, index)
    }
    for frame in frames { output += frame.bytes }
    rest.removeFirst(start)
    return output
  }
}

/// A small generator whose numbers depend on the seed alone.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// Whether something happens that has this chance in a hundred.
  mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// Mostly small, sometimes up to the limit.
  mutating func size(max: Int) -> Int {
    let limit = happens(20) ? max : Swift.min(max, 200)
    return Int.random(in: 0...limit, using: &self)
  }

  /// A time of some microseconds up to the limit.
  mutating func time(max: Duration) -> Duration {
    .nanoseconds(Int64.random(in: 0...Int64(max / .nanoseconds(1)), using: &self))
  }
}
