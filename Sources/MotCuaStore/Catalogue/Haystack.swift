#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Many texts in one buffer, each known by its row.
struct Haystack: Sendable {
  /// Stands between two texts; no needle contains it.
  private static let separator: UInt8 = 0x00

  private let bytes: [UInt8]
  private let starts: [Int]
  private let frequencies: [Int]

  init(_ texts: [[UInt8]]) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.count + 1 })
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      starts.append(bytes.count)
      bytes += text
      bytes.append(Self.separator)
    }
    starts.append(bytes.count)
    self.bytes = bytes
    self.starts = starts
    var frequencies = [Int](repeating: 0, count: 256)
    for byte in bytes { frequencies[Int(byte)] += 1 }
    self.frequencies = frequencies
  }

  /// The bytes of a row.
  func count(of row: Int) -> Int { starts[row + 1] - starts[row] - 1 }

  /// Calls back for the first hit in each row that has one, in order.
  func forEachHit(of needle: [UInt8], _ body: (_ row: Int, _ place: Int) -> Void) {
    guard !needle.isEmpty else { return }
    let anchor = rarestByte(of: needle)
    needle.withUnsafeBytes { needle in
      bytes.withUnsafeBytes { hay in
        var row = 0
        var from = 0
        while let place = find(needle, anchor: anchor, in: hay, from: from) {
          while starts[row + 1] <= place { row += 1 }
          body(row, place - starts[row])
          row += 1
          guard row < starts.count - 1 else { return }
          from = starts[row]
        }
      }
    }
  }

  /// Whether a row has the needle.
  func row(_ row: Int, contains needle: [UInt8]) -> Bool {
    let anchor = rarestByte(of: needle)
    return needle.withUnsafeBytes { needle in
      bytes.withUnsafeBytes { hay in
        let part = UnsafeRawBufferPointer(rebasing: hay[starts[row]..<starts[row + 1]])
        return find(needle, anchor: anchor, in: part, from: 0) != nil
      }
    }
  }

  /// Looks for the needle's rarest byte with `memchr`, which runs at memory speed, and compares
  /// around each hit.
  private func find(
    _ needle: UnsafeRawBufferPointer,
    anchor: Int,
    in hay: UnsafeRawBufferPointer,
    from: Int
  ) -> Int? {
    guard let base = hay.baseAddress, let pattern = needle.baseAddress else { return nil }
    var place = from + anchor
    let last = hay.count - needle.count + anchor
    while place <= last {
      guard let hit = memchr(base + place, Int32(needle[anchor]), last - place + 1) else {
        return nil
      }
      let start = UnsafeRawPointer(hit) - base - anchor
      if memcmp(base + start, pattern, needle.count) == 0 { return start }
      place = start + anchor + 1
    }
    return nil
  }

  /// The place of the byte of a needle that is rarest in all texts.
  private func rarestByte(of needle: [UInt8]) -> Int {
    needle.indices.min { frequencies[Int(needle[$0])] < frequencies[Int(needle[$1])] } ?? 0
  }
}
