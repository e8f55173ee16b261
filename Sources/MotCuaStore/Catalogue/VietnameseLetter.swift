/// What one scalar is to search: a base letter with marks, a mark alone, or nothing of a word.
struct VietnameseLetter {
  /// The marks of a letter: its shape makes another letter of it, its tone another syllable.
  struct Marks {
    /// 0 none, 1 breve, 2 circumflex, 3 horn, 4 bar.
    var shape: UInt8 = 0
    /// 0 level, 1 grave, 2 hook, 3 tilde, 4 acute, 5 dot.
    var tone: UInt8 = 0

    mutating func add(_ other: Marks) {
      if other.shape != 0 { shape = other.shape }
      if other.tone != 0 { tone = other.tone }
    }
  }

  let base: Unicode.Scalar
  let marks: Marks

  /// Whether the scalar is a combining mark.
  var isMark: Bool { base.value == 0 }

  /// Reads a scalar; nil for what separates words.
  init?(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x30...0x39, 0x61...0x7a: self.init(scalar, Marks())
      case 0x41...0x5a: self.init(Unicode.Scalar(UInt8(value + 0x20)), Marks())
      default: return nil
      }
      return
    }
    if let known = Self.table[scalar] {
      self = known
    } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      self.init(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar, Marks())
    } else {
      return nil
    }
  }

  private init(_ base: Unicode.Scalar, _ marks: Marks) {
    self.base = base
    self.marks = marks
  }

  func appendBase(to bytes: inout [UInt8]) {
    if base.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: base.value))
    } else {
      bytes.append(contentsOf: String(base).utf8)
    }
  }

  private static let rows: [(base: Unicode.Scalar, shape: UInt8, letters: String)] = [
    ("a", 0, "aàảãáạ"), ("a", 1, "ăằẳẵắặ"), ("a", 2, "âầẩẫấậ"), ("e", 0, "eèẻẽéẹ"),
    ("e", 2, "êềểễếệ"), ("i", 0, "iìỉĩíị"), ("o", 0, "oòỏõóọ"), ("o", 2, "ôồổỗốộ"),
    ("o", 3, "ơờởỡớợ"), ("u", 0, "uùủũúụ"), ("u", 3, "ưừửữứự"), ("y", 0, "yỳỷỹýỵ"),
    ("d", 4, "đ"),
  ]

  private static let combining: [(mark: Unicode.Scalar, shape: UInt8, tone: UInt8)] = [
    ("\u{0306}", 1, 0), ("\u{0302}", 2, 0), ("\u{031b}", 3, 0), ("\u{0300}", 0, 1),
    ("\u{0309}", 0, 2), ("\u{0303}", 0, 3), ("\u{0301}", 0, 4), ("\u{0323}", 0, 5),
  ]

  private static let table: [Unicode.Scalar: VietnameseLetter] = {
    var table: [Unicode.Scalar: VietnameseLetter] = [:]
    for row in rows {
      for (tone, letter) in row.letters.precomposed.enumerated() {
        let marks = Marks(shape: row.shape, tone: UInt8(tone))
        for scalar in [letter] + letter.properties.uppercaseMapping.precomposed {
          table[scalar] = VietnameseLetter(row.base, marks)
        }
      }
    }
    for entry in combining {
      let marks = Marks(shape: entry.shape, tone: entry.tone)
      table[entry.mark] = VietnameseLetter(Unicode.Scalar(UInt8(0)), marks)
    }
    return table
  }()
}

extension String {
  /// The scalars, of a text that is written composed.
  fileprivate var precomposed: [Unicode.Scalar] { Array(unicodeScalars) }
}
