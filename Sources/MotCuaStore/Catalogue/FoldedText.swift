/// A text as search compares it: words in lower case, one space before each.
///
/// `plain` has letters and digits of ASCII only, `đ` as `d`. `marked` has the same letters, each
/// followed by a byte for its shape (breve, circumflex, horn, bar) and one for its tone, so that
/// composed and decomposed input give the same bytes. Other scripts keep their UTF-8 in both.
struct FoldedText {
  /// Stands before a further field of the same thing; no query contains it.
  static let fieldMark: UInt8 = 0x01
  private static let space = UInt8(ascii: " ")

  private(set) var plain: [UInt8] = []
  private(set) var marked: [UInt8] = []

  init(_ text: String) {
    append(text)
  }

  /// Adds another field, whose words do not run on from those before.
  mutating func append(field text: String) {
    plain.append(Self.fieldMark)
    marked.append(Self.fieldMark)
    append(text)
  }

  private mutating func append(_ text: String) {
    var isInWord = false
    var pending = VietnameseLetter.Marks()
    for scalar in text.unicodeScalars {
      guard let letter = VietnameseLetter(scalar) else {
        flush(&pending)
        isInWord = false
        continue
      }
      if letter.isMark {
        if isInWord { pending.add(letter.marks) }
        continue
      }
      flush(&pending)
      if !isInWord {
        plain.append(Self.space)
        marked.append(Self.space)
        isInWord = true
      }
      letter.appendBase(to: &plain)
      letter.appendBase(to: &marked)
      pending = letter.marks
    }
    flush(&pending)
  }

  private mutating func flush(_ marks: inout VietnameseLetter.Marks) {
    if marks.shape != 0 { marked.append(0x02 + marks.shape) }
    if marks.tone != 0 { marked.append(0x10 + marks.tone) }
    marks = VietnameseLetter.Marks()
  }
}
