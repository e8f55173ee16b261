import MotCuaDomain

/// The name of a dossier's owner as search and lists compare it: words without marks and case.
///
/// A name answers to words that stand in it one after the other, of which the first begins a word
/// and the last may be cut short: "Nguyễn Văn An" to "văn an", "NGUYEN" and "v".
struct FoldedName: Sendable, Hashable {
  /// So many words of a name are searched; a person's has fewer.
  static let wordsMax = 16

  /// The words, a space before each.
  let text: String

  init(_ name: String) {
    let plain = FoldedText(name).plain
    var words = 0
    var end = plain.startIndex
    while end < plain.endIndex {
      if plain[end] == Self.space {
        guard words < Self.wordsMax else { break }
        words += 1
      }
      end += 1
    }
    text = String(decoding: plain[..<end], as: UTF8.self)
  }

  private static let space = UInt8(ascii: " ")

  /// What begins with each word and goes to the end, the longest first.
  var endings: [String] {
    text.utf8.indices.filter { text.utf8[$0] == Self.space }.map { start in
      String(text[text.utf8.index(after: start)...])
    }
  }

  /// Whether there is anything to search for.
  var isEmpty: Bool { text.isEmpty }
  /// The words as one text, what an ending begins with where a name has them.
  var words: String { String(text.dropFirst()) }

  /// Whether the name has the words asked for.
  func has(_ asked: FoldedName) -> Bool {
    endings.contains { $0.utf8.starts(with: asked.words.utf8) }
  }
}

extension ApplicantRecord {
  /// The bytes by which owners are ordered: people by their given names, the others from the left.
  ///
  /// Cut to 200 bytes, so that no name makes a long key.
  var nameKey: [UInt8] {
    let key =
      subjectType == .citizen
      ? VietnameseText.personSortKey(name) : VietnameseText.sortKey(name)
    return Array(key.prefix(200))
  }
}
