import Foundation

/// A Swift text taken apart into code and comments, line by line.
///
/// What belongs to the other part, and the inside of every string, is blank, so that a rule about
/// code does not stumble over a sentence that mentions it. Line numbers stay what they were.
struct SwiftText: Sendable {
  let code: [String]
  let comments: [String]

  init(_ text: String) {
    var scanner = SwiftScanner(text)
    scanner.scan()
    code = Self.lines(of: scanner.code)
    comments = Self.lines(of: scanner.comments)
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
  }
}
