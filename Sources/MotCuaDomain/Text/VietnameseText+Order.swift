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
      var letters = String.UnicodeScalarView()
      for letter in word {
        letters.append(letter.base)
        if let mark = letter.mark { letters.append(mark) }
      }
      let tone = word.map(\.tone).first { $0 != .level }
      return composed(String(letters)).lowercased() + (tone.map { String($0.rawValue) } ?? "")
    }.joined(separator: " ")
  }

  /// One letter of a word.
  private struct Letter {
    let base: Unicode.Scalar
    /// The first mark that is no tone.
    var mark: Unicode.Scalar?
    var tone = VietnameseTone.level
  }

  /// The words of a text, each as its letters.
  private static func words(_ text: some StringProtocol) -> [[Letter]] {
    var words: [[Letter]] = []
    var word: [Letter] = []
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word.removeAll(keepingCapacity: true)
      } else {
        append(scalar, to: &word)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Adds a letter to a word, or a mark to its last letter; a mark without a letter is dropped.
  private static func append(_ scalar: Unicode.Scalar, to word: inout [Letter]) {
    let packed =
      scalar.value < LatinLetters.decompositions.count
      ? LatinLetters.decompositions[Int(scalar.value)] : 0
    if packed != 0, let mark = Unicode.Scalar(packed & 0xFFFF) {
      if let letter = Unicode.Scalar(packed >> 16), letter.value != 0 { append(letter, to: &word) }
      attach(mark, to: &word)
    } else if scalar.value < 0x300
      || scalar.properties.canonicalCombiningClass == .notReordered
    {
      word.append(Letter(base: scalar))
    } else {
      attach(scalar, to: &word)
    }
  }

  private static func attach(_ mark: Unicode.Scalar, to word: inout [Letter]) {
    guard var letter = word.popLast() else { return }
    if let tone = VietnameseTone(mark: mark) {
      letter.tone = tone
    } else if letter.mark == nil {
      letter.mark = mark
    }
    word.append(letter)
  }

  /// Words are parted by a byte below every letter, so that a shorter word comes first; the tones
  /// follow a zero, without the level ones at the end.
  private static func key(_ words: some Sequence<[Letter]>) -> [UInt8] {
    var key: [UInt8] = []
    var tones: [UInt8] = []
    for word in words {
      if !key.isEmpty { key.append(0x02) }
      for letter in word {
        append(weightOf: letter, to: &key)
        tones.append(letter.tone.rawValue)
      }
    }
    while tones.last == VietnameseTone.level.rawValue { tones.removeLast() }
    return tones.isEmpty ? key : key + [0] + tones
  }

  /// Punctuation below digits below letters; what is not Latin comes last, by its number.
  private static func append(weightOf letter: Letter, to key: inout [UInt8]) {
    let value = letter.base.value
    switch value {
    case 0..<0x20: break
    case 0x20..<0x30: key.append(UInt8(value - 0x10))
    case 0x30..<0x3A: key.append(UInt8(value + 0x20))
    case 0x3A..<0x41: key.append(UInt8(value - 0x1A))
    case 0x5B..<0x61: key.append(UInt8(value - 0x34))
    case 0x7B..<0x80: key.append(UInt8(value - 0x4E))
    case 0x41..<0x7B: key.append(places[Int(value & 0x1F)] + step(letter))
    case 0x110, 0x111: key.append(places[4] + 1)
    default:
      key += [0xF0, UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
  }

  /// How far behind its base letter a letter with a circumflex, a breve or a horn stands; other
  /// marks do not count in the order.
  private static func step(_ letter: Letter) -> UInt8 {
    switch (letter.base.value | 0x20, letter.mark?.value) {
    case (0x61, 0x306), (0x65, 0x302), (0x6F, 0x302), (0x75, 0x31B): 1
    case (0x61, 0x302), (0x6F, 0x31B): 2
    default: 0
    }
  }

  /// For each letter of the Latin alphabet, by its number from 1, its place among a ă â b c d đ e
  /// ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z.
  private static let places: [UInt8] = {
    var places: [UInt8] = [0]
    var place: UInt8 = 0x60
    for letter in 1...26 {
      places.append(place)
      switch letter {
      case 1, 15: place += 3
      case 4, 5, 21: place += 2
      default: place += 1
      }
    }
    return places
  }()
}
