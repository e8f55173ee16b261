extension VietnameseText {
  /// The bytes by which texts are ordered: from the left, letters a ă â b c d đ e ê ..., the tones
  /// as the last difference, upper and lower case alike.
  ///
  /// Plain byte order of the keys is the order of the texts, so that a store needs no collation.
  package static func sortKey(_ text: some StringProtocol) -> [UInt8] {
    key(words(text))
  }

  /// The bytes by which people are ordered: by the given name, the last word, then by the rest
  /// from the left.
  ///
  /// Tones are the last difference of the whole name, not of the given name alone: Hạ and Hà stand
  /// together, parted by their family names.
  package static func personSortKey(_ name: some StringProtocol) -> [UInt8] {
    let words = words(name)
    return key(words.suffix(1) + words.dropLast())
  }

  /// Whether a text comes before another by ``sortKey(_:)``.
  package static func precedes(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    sortKey(left).lexicographicallyPrecedes(sortKey(right))
  }

  /// The text with each word's tone as a digit behind it, lower case, other marks kept.
  ///
  /// Two spellings of one word that only put the tone on another letter (hoà, hòa) give the same,
  /// so that a search can tell an exact match from one that ignores tones.
  package static func toned(_ text: some StringProtocol) -> String {
    words(text).map { word in
      let letters = word.map { composed($0.written).lowercased() }.joined()
      let tone = word.map(\.tone).first { $0 != .level }
      return letters + (tone.map { String($0.rawValue) } ?? "")
    }.joined(separator: " ")
  }

  /// One letter of a word: what decides first, and its tone.
  private struct Letter {
    var weight: [UInt8]
    var written: String
    var tone = VietnameseTone.level
  }

  /// The words of a text, each as its letters.
  private static func words(_ text: some StringProtocol) -> [[Letter]] {
    var words: [[Letter]] = []
    var word: [Letter] = []
    for scalar in text.unicodeScalars.lazy.flatMap({ decomposed($0) }) {
      if scalar.properties.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = []
      } else if scalar.properties.canonicalCombiningClass == .notReordered {
        word.append(Letter(weight: weight(scalar), written: String(scalar)))
      } else if let tone = VietnameseTone(mark: scalar) {
        if !word.isEmpty { word[word.count - 1].tone = tone }
      } else if !word.isEmpty {
        mark(&word[word.count - 1], with: scalar)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Gives a letter its circumflex, breve or horn; other marks do not count in the order.
  private static func mark(_ letter: inout Letter, with mark: Unicode.Scalar) {
    letter.written.unicodeScalars.append(mark)
    guard let base = letter.written.unicodeScalars.first.map({ $0.value | 0x20 }) else { return }
    let marked: Unicode.Scalar? =
      switch (base, mark.value) {
      case (0x61, 0x306): "ă"
      case (0x61, 0x302): "â"
      case (0x65, 0x302): "ê"
      case (0x6F, 0x302): "ô"
      case (0x6F, 0x31B): "ơ"
      case (0x75, 0x31B): "ư"
      default: nil
      }
    if let place = marked.flatMap({ places[$0] }) { letter.weight = [place] }
  }

  /// Words are parted by a byte below every letter, so that a shorter word comes first; the tones
  /// follow a zero, without the level ones at the end.
  private static func key(_ words: some Sequence<[Letter]>) -> [UInt8] {
    var key: [UInt8] = []
    var tones: [UInt8] = []
    for word in words {
      if !key.isEmpty { key.append(0x02) }
      for letter in word {
        key.append(contentsOf: letter.weight)
        tones.append(letter.tone.rawValue)
      }
    }
    while tones.last == VietnameseTone.level.rawValue { tones.removeLast() }
    return tones.isEmpty ? key : key + [0] + tones
  }

  /// Punctuation below digits below letters; what is not Latin comes last, by its number.
  private static func weight(_ scalar: Unicode.Scalar) -> [UInt8] {
    if let place = places[scalar] { return [place] }
    let value = scalar.value
    switch value {
    case 0..<0x20: return []
    case 0x20..<0x30: return [UInt8(value - 0x10)]
    case 0x3A..<0x41: return [UInt8(value - 0x1A)]
    case 0x5B..<0x61: return [UInt8(value - 0x34)]
    case 0x7B..<0x80: return [UInt8(value - 0x4E)]
    default: return [0xF0, UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
  }

  private static let alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

  private static let places: [Unicode.Scalar: UInt8] = {
    var places: [Unicode.Scalar: UInt8] = [:]
    for (index, letter) in alphabet.unicodeScalars.enumerated() {
      places[letter] = UInt8(0x60 + index)
      for upper in letter.properties.uppercaseMapping.unicodeScalars {
        places[upper] = UInt8(0x60 + index)
      }
    }
    for (index, digit) in "0123456789".unicodeScalars.enumerated() {
      places[digit] = UInt8(0x50 + index)
    }
    return places
  }()
}
