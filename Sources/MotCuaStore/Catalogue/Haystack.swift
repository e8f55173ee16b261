#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Many texts in one buffer, each known by its row.
struct Haystack: Sendable {
  /// What is looked for, with what makes looking fast.
  struct Needle {
    let bytes: [UInt8]
    /// The place of the byte that is rarest in the haystack.
    fileprivate let anchor: Int
    /// The first up to eight bytes as a number, and the bits of it that count.
    fileprivate let head: UInt64
    fileprivate let mask: UInt64
  }

  /// Stands between two texts; no needle contains it.
  private static let separator: UInt8 = 0x00
  /// So that a word can be read at every place of a text.
  private static let padding = 8

  private let bytes: [UInt8]
  private let starts: [Int]
  private let frequencies: [Int]

  init(_ texts: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    bytes.reserveCapacity(texts.reduce(Self.padding) { $0 + $1.count + 1 })
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      starts.append(bytes.count)
      bytes += text
      bytes.append(Self.separator)
    }
    starts.append(bytes.count)
    bytes += Array(repeating: Self.separator, count: Self.padding)
    var frequencies = [Int](repeating: 0, count: 256)
    for byte in bytes { frequencies[Int(byte)] += 1 }
    self.bytes = bytes
    self.starts = starts
    self.frequencies = frequencies
  }

  /// Prepares what is looked for.
  func needle(_ bytes: [UInt8]) -> Needle {
    let anchor = bytes.indices.min {
      frequencies[Int(bytes[$0])] < frequencies[Int(bytes[$1])]
    }
    var head: UInt64 = 0
    var mask: UInt64 = 0
    for (index, byte) in bytes.prefix(8).enumerated() {
      head |= UInt64(byte) << (8 * index)
      mask |= 0xff << (8 * index)
    }
    return Needle(bytes: bytes, anchor: anchor ?? 0, head: head, mask: mask)
  }

  /// The bytes of a row.
  func count(of row: Int) -> Int { starts[row + 1] - starts[row] - 1 }

  /// Calls back for the first hit in each row that has one, in order.
  func forEachHit(of needle: Needle, _ body: (_ row: Int, _ place: Int) -> Void) {
    guard !needle.bytes.isEmpty else { return }
    bytes.withUnsafeBytes { hay in
      let end = hay.count - Self.padding
      var row = 0
      var from = 0
      while let place = Self.find(needle, in: hay, from: from, to: end) {
        while starts[row + 1] <= place { row += 1 }
        body(row, place - starts[row])
        row += 1
        guard row < starts.count - 1 else { return }
        from = starts[row]
      }
    }
  }

  /// The place of the first hit in a row.
  func place(of needle: Needle, inRow row: Int) -> Int? {
    guard !needle.bytes.isEmpty else { return nil }
    return bytes.withUnsafeBytes { hay in
      Self.find(needle, in: hay, from: starts[row], to: starts[row + 1])
        .map { $0 - starts[row] }
    }
  }

  /// Looks for the rarest byte with `memchr`, which runs at the speed of memory, and compares one
  /// word around each hit before anything else.
  private static func find(
    _ needle: Needle,
    in hay: UnsafeRawBufferPointer,
    from: Int,
    to end: Int
  ) -> Int? {
    guard let base = hay.baseAddress else { return nil }
    let count = needle.bytes.count
    let rare = Int32(needle.bytes[needle.anchor])
    var place = from + needle.anchor
    let last = end - count + needle.anchor
    while place <= last, let hit = memchr(base + place, rare, last - place + 1) {
      let start = UnsafeRawPointer(hit) - base - needle.anchor
      let word = UInt64(littleEndian: (base + start).loadUnaligned(as: UInt64.self))
      if word & needle.mask == needle.head {
        if count <= 8 || matches(needle.bytes, base + start) { return start }
      }
      place = start + needle.anchor + 1
    }
    return nil
  }

  private static func matches(_ bytes: [UInt8], _ place: UnsafeRawPointer) -> Bool {
    bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp(place, $0, bytes.count) == 0 } ?? true
    }
  }
}
