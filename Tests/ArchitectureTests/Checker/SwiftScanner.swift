/// Tells code, comments and strings of a Swift text apart, in one pass.
///
/// It knows nested block comments, raw and multi-line strings, and code inside interpolations.
/// It does not know regular expression literals: a quote in one is taken for the begin of a
/// string, which ends with its line.
struct SwiftScanner {
  private(set) var code: [UInt8] = []
  private(set) var comments: [UInt8] = []

  private enum Part {
    case code, comment, string
  }

  private static let newline = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")
  private static let hash = UInt8(ascii: "#")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let backslash = UInt8(ascii: "\\")
  private static let opening = UInt8(ascii: "(")
  private static let closing = UInt8(ascii: ")")

  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    code.reserveCapacity(bytes.count)
    comments.reserveCapacity(bytes.count)
  }

  /// Reads the whole text; call it once.
  mutating func scan() {
    while index < bytes.count { scanCode(insideInterpolation: false) }
  }

  private mutating func scanCode(insideInterpolation: Bool) {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Self.slash, peek(1) == Self.slash {
        scanLineComment()
      } else if byte == Self.slash, peek(1) == Self.star {
        scanBlockComment()
      } else if byte == Self.quote {
        scanString(hashes: 0)
      } else if byte == Self.hash, let hashes = hashesBeforeQuote() {
        scanString(hashes: hashes)
      } else {
        if byte == Self.opening { depth += 1 }
        if byte == Self.closing { depth -= 1 }
        take(1, as: .code)
        if insideInterpolation, depth == 0 { return }
      }
    }
  }

  private mutating func scanLineComment() {
    while let byte = peek(0), byte != Self.newline { take(1, as: .comment) }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    repeat {
      if peek(0) == Self.slash, peek(1) == Self.star {
        depth += 1
        take(2, as: .comment)
      } else if peek(0) == Self.star, peek(1) == Self.slash {
        depth -= 1
        take(2, as: .comment)
      } else {
        take(1, as: .comment)
      }
    } while depth > 0 && index < bytes.count
  }

  private mutating func scanString(hashes: Int) {
    take(hashes, as: .string)
    let isMultiline = peek(1) == Self.quote && peek(2) == Self.quote
    let quotes = isMultiline ? 3 : 1
    take(quotes, as: .string)
    while let byte = peek(0) {
      if byte == Self.newline, !isMultiline { return }
      if byte == Self.quote, closes(quotes: quotes, hashes: hashes) {
        take(quotes + hashes, as: .string)
        return
      }
      if byte == Self.backslash, count(of: Self.hash, from: index + 1) >= hashes {
        scanEscape(hashes: hashes)
      } else {
        take(1, as: .string)
      }
    }
  }

  private mutating func scanEscape(hashes: Int) {
    take(1 + hashes, as: .string)
    if peek(0) == Self.opening {
      scanCode(insideInterpolation: true)
    } else {
      take(1, as: .string)
    }
  }

  private func closes(quotes: Int, hashes: Int) -> Bool {
    count(of: Self.quote, from: index) >= quotes
      && count(of: Self.hash, from: index + quotes) >= hashes
  }

  private func hashesBeforeQuote() -> Int? {
    let hashes = count(of: Self.hash, from: index)
    return peek(hashes) == Self.quote ? hashes : nil
  }

  private func count(of byte: UInt8, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - start
  }

  private func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private mutating func take(_ count: Int, as part: Part) {
    for _ in 0..<count where index < bytes.count {
      let byte = bytes[index]
      let blank = byte == Self.newline ? Self.newline : UInt8(ascii: " ")
      code.append(part == .code ? byte : blank)
      comments.append(part == .comment ? byte : blank)
      index += 1
    }
  }
}
