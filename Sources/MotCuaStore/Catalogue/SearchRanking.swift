/// The hits of one search with how well they fit.
///
/// A rank packs quality, place and length into a number that sorts as people expect: first how well
/// it fits, then how near the beginning, then how short the text is, then the code. What stands before
/// the place at which a page begins is remembered, so that it does not come again, and not counted.
struct SearchRanking {
  private static let placeMax = 0xfff
  private static let none = UInt32.max

  private var ranks: [UInt32]
  private let states: UInt8
  private let stateBits: [UInt8]
  /// The first key of the page: a rank, then a row.
  private let first: UInt64
  /// How many rows are hits behind the place.
  private(set) var count = 0

  /// `place` is the rank of the last hit before the page and the first row behind it.
  init(rows: Int, states: UInt8, stateBits: [UInt8], place: (rank: UInt32, row: Int)? = nil) {
    first = place.map { UInt64($0.rank) << 32 | UInt64($0.row) } ?? 0
    ranks = Array(repeating: Self.none, count: rows)
    self.states = states
    self.stateBits = stateBits
  }

  /// Whether a row is a hit already.
  func has(_ row: Int) -> Bool { ranks[row] != Self.none }

  /// Notes a hit, unless the row's state is not wanted or a better hit is known.
  mutating func note(_ row: Int, _ quality: MatchQuality, place: Int, length: Int) {
    guard stateBits[row] & states != 0 else { return }
    let rank =
      UInt32(quality.rawValue) << 24 | UInt32(min(place, Self.placeMax)) << 12
      | UInt32(min(length, 0xfff))
    guard rank < ranks[row] else { return }
    if isBehind(ranks[row], row) { count -= 1 }
    ranks[row] = rank
    if isBehind(rank, row) { count += 1 }
  }

  private func isBehind(_ rank: UInt32, _ row: Int) -> Bool {
    rank != Self.none && UInt64(rank) << 32 | UInt64(row) >= first
  }

  /// The best hits, best first.
  func best(_ wanted: Int) -> [(row: Int, quality: MatchQuality, rank: UInt32)] {
    let last = threshold(wanted)
    var keys: [UInt64] = []
    for (row, rank) in ranks.enumerated() where isBehind(rank, row) && rank >> 12 <= last {
      keys.append(UInt64(rank) << 32 | UInt64(row))
    }
    keys.sort()
    return keys.prefix(wanted).map { key in
      let quality = MatchQuality(rawValue: Int(key >> 56)) ?? .substring
      return (Int(key & 0xffff_ffff), quality, UInt32(key >> 32))
    }
  }

  /// The quality and place up to which the best hits lie, so that few need to be sorted.
  private func threshold(_ wanted: Int) -> UInt32 {
    guard count > 2 * wanted else { return .max }
    var histogram = [UInt32](repeating: 0, count: 5 << 12)
    for (row, rank) in ranks.enumerated() where isBehind(rank, row) {
      histogram[Int(rank >> 12)] += 1
    }
    var sum = 0
    for (bucket, number) in histogram.enumerated() {
      sum += Int(number)
      if sum >= wanted { return UInt32(bucket) }
    }
    return .max
  }
}
