import MotCuaDomain

/// The folded texts of all procedures, one after the other, and where each begins.
///
/// A query is looked for in the whole buffer at once, at the speed of memory, and a hit's place
/// tells its procedure. The costlier ways to fit are tried only while the better ones have not
/// filled the page: their hits would come after it.
struct SearchIndex: Sendable {
  private static let space = UInt8(ascii: " ")

  private let boxes: [ProcedureBox]
  /// For each row the bit of its state.
  private let stateBits: [UInt8]
  /// The rows that have a revision for a later day, whose state may change without a write.
  private let scheduled: [Int]
  private let plain: Haystack
  private let marked: Haystack

  /// Takes the procedures in the order of their codes.
  init(boxes: [ProcedureBox]) {
    self.boxes = boxes
    stateBits = boxes.map { Self.bit($0.record.content.state) }
    scheduled = boxes.indices.filter { !boxes[$0].record.scheduled.isEmpty }
    plain = Haystack(boxes.map(\.plain))
    marked = Haystack(boxes.map(\.marked))
  }

  private static func bit(_ state: ProcedureState) -> UInt8 { 1 << state.rawValue }

  private func bits(on day: CivilDate?) -> [UInt8] {
    guard let day, !scheduled.isEmpty else { return stateBits }
    var bits = stateBits
    for row in scheduled {
      bits[row] = Self.bit(boxes[row].record.effective(on: day).content.state)
    }
    return bits
  }

  func search(
    _ words: String,
    states: Set<ProcedureState>,
    on day: CivilDate?,
    after place: SearchPlace?,
    limit: Int
  ) -> [SearchHit] {
    let wanted = max(limit, 0)
    var ranking = SearchRanking(
      rows: boxes.count,
      states: states.reduce(0) { $0 | Self.bit($1) },
      stateBits: bits(on: day),
      place: place.map { place in
        (place.rank, boxes.partitioningIndex { $0.record.code > place.code })
      }
    )
    rankCodes(words, &ranking)
    let query = FoldedText(words)
    if query.plain.count > 1 {
      rankPhrase(query, &ranking)
      let parts = query.plain.split(separator: Self.space)
      if parts.count > 1, ranking.count < wanted { rankScattered(parts, &ranking) }
      if ranking.count < wanted { rankInside(query, &ranking) }
    }
    return ranking.best(wanted).map { hit in
      let record = boxes[hit.row].record
      return SearchHit(
        procedure: record,
        quality: hit.quality,
        place: SearchPlace(rank: hit.rank, code: record.code)
      )
    }
  }

  /// Hits by code: the exact one first, then those that begin with it.
  private func rankCodes(_ words: String, _ ranking: inout SearchRanking) {
    let query = words.filter { $0 != " " }
    guard query.utf8.count >= 3, query.first?.isWholeNumber == true else { return }
    var row = boxes.partitioningIndex { $0.record.code.text >= query }
    while row < boxes.count, boxes[row].record.code.text.hasPrefix(query) {
      let rest = boxes[row].record.code.text.utf8.count - query.utf8.count
      ranking.note(row, .code, place: rest, length: 0)
      row += 1
    }
  }

  /// Hits in which the words stand together and begin a word; what has them with all marks is among
  /// these, so only these are looked at again.
  private func rankPhrase(_ query: FoldedText, _ ranking: inout SearchRanking) {
    let marks = marked.needle(query.marked)
    plain.forEachHit(of: plain.needle(query.plain)) { row, place in
      if let exact = marked.place(of: marks, inRow: row) {
        ranking.note(row, .exactTones, place: exact, length: plain.count(of: row))
      } else {
        ranking.note(row, .folded, place: place, length: plain.count(of: row))
      }
    }
  }

  /// Hits in which each word begins a word, wherever it stands; after all phrases.
  private func rankScattered(_ words: [ArraySlice<UInt8>], _ ranking: inout SearchRanking) {
    let needles = words.map { plain.needle([Self.space] + $0) }
      .sorted { $0.bytes.count > $1.bytes.count }
    guard let first = needles.first else { return }
    plain.forEachHit(of: first) { row, _ in
      guard !ranking.has(row) else { return }
      for needle in needles.dropFirst() where plain.place(of: needle, inRow: row) == nil {
        return
      }
      ranking.note(row, .folded, place: .max, length: plain.count(of: row))
    }
  }

  /// Hits inside words.
  private func rankInside(_ query: FoldedText, _ ranking: inout SearchRanking) {
    plain.forEachHit(of: plain.needle(Array(query.plain.dropFirst()))) { row, place in
      guard !ranking.has(row) else { return }
      ranking.note(row, .substring, place: place, length: plain.count(of: row))
    }
  }
}
