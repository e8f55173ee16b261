import MotCuaDomain

/// The folded texts of all procedures, one after the other, and where each begins.
///
/// A query is looked for in the whole buffer at once (`memmem` runs at memory speed), never
/// procedure by procedure; a hit's place tells its procedure.
struct SearchIndex: Sendable {
  private let boxes: [ProcedureBox]
  private let plain: Haystack
  private let marked: Haystack

  init(boxes: [ProcedureBox]) {
    self.boxes = boxes
    plain = Haystack(boxes.map(\.plain))
    marked = Haystack(boxes.map(\.marked))
  }

  func search(
    _ words: String,
    states: Set<ProcedureState>,
    offset: Int,
    limit: Int
  ) -> [SearchHit] {
    var ranks = [UInt64](repeating: .max, count: boxes.count)
    rankCodes(words, &ranks)
    rankText(FoldedText(words), &ranks)
    var keys: [UInt64] = []
    for (row, rank) in ranks.enumerated()
    where rank != .max && states.contains(boxes[row].record.content.state) {
      keys.append(rank << 32 | UInt64(row))
    }
    guard offset < keys.count else { return [] }
    keys.sort()
    return keys[offset..<min(offset + max(limit, 0), keys.count)].map { key in
      let quality = MatchQuality(rawValue: Int(key >> 60) + 1) ?? .substring
      return SearchHit(procedure: boxes[Int(key & 0xffff_ffff)].record, quality: quality)
    }
  }

  /// Hits by code: the exact one first, then those that begin with it.
  private func rankCodes(_ words: String, _ ranks: inout [UInt64]) {
    let query = Array(words.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
    guard query.count >= 3, query.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true else { return }
    for (row, box) in boxes.enumerated() where box.record.code.text.utf8.starts(with: query) {
      let rest = box.record.code.text.utf8.count - query.count
      ranks[row] = Self.rank(.code, place: rest, length: 0)
    }
  }

  private func rankText(_ query: FoldedText, _ ranks: inout [UInt64]) {
    guard query.plain.count > 1 else { return }
    marked.forEachHit(of: query.marked) { row, place in
      note(.exactTones, place, row, &ranks)
    }
    plain.forEachHit(of: query.plain) { row, place in
      note(.folded, place, row, &ranks)
    }
    let words = query.plain.split(separator: UInt8(ascii: " "))
    if words.count > 1 { rankScattered(words, &ranks) }
    plain.forEachHit(of: Array(query.plain.dropFirst())) { row, place in
      note(.substring, place, row, &ranks)
    }
  }

  /// Hits in which each word of the query begins a word, wherever it stands.
  private func rankScattered(_ words: [ArraySlice<UInt8>], _ ranks: inout [UInt64]) {
    let needles = words.map { [UInt8(ascii: " ")] + $0 }.sorted { $0.count > $1.count }
    guard let first = needles.first else { return }
    plain.forEachHit(of: first) { row, _ in
      guard ranks[row] == .max else { return }
      for needle in needles.dropFirst() where !plain.row(row, contains: needle) { return }
      // Behind every phrase of the same quality.
      note(.folded, Self.placeMax, row, &ranks)
    }
  }

  private func note(_ quality: MatchQuality, _ place: Int, _ row: Int, _ ranks: inout [UInt64]) {
    let length = plain.count(of: row)
    ranks[row] = min(ranks[row], Self.rank(quality, place: place, length: length))
  }

  private static let placeMax = 0xfff

  /// Quality, then how near the beginning, then how short: 4 + 12 + 12 bits.
  private static func rank(_ quality: MatchQuality, place: Int, length: Int) -> UInt64 {
    UInt64(quality.rawValue - 1) << 28 | UInt64(min(place, placeMax)) << 12
      | UInt64(min(length, 0xfff))
  }
}
