import Foundation
import MotCuaAPI
import MotCuaServices
import ProtobufEngine
import RPCCore
import Testing

@Suite("The table of errors")
struct ErrorTableTests {
  private static let reasons = ErrorReason.allCases.filter { $0 != .unspecified }

  @Test("Every reason has a stable word and two whole sentences", arguments: reasons)
  func sentences(reason: ErrorReason) {
    #expect(reason.word.utf8.count <= 63)
    #expect(reason.word.wholeMatch(of: /[A-Z][A-Z0-9_]*/) != nil)
    #expect(ErrorReason(word: reason.word) == reason)
    for sentence in [reason.status.english, reason.status.vietnamese] {
      #expect(sentence.hasSuffix("."))
      #expect(sentence.first?.isUppercase == true)
    }
  }

  @Test("No two reasons say the same")
  func distinct() {
    let sentences = Self.reasons.map(\.status.english)
    #expect(Set(sentences).count == sentences.count)
  }

  @Test("The contract's comments and the table agree on the status")
  func contract() throws {
    let text = try Self.text("Protos/motcua/v1/reason.proto")
    for reason in Self.reasons {
      let comment = try #require(Self.comment(before: reason.name, in: text))
      #expect(comment.hasPrefix("\(reason.status.code):"), "\(reason.word): \(comment)")
    }
  }

  @Test("Docs/ERRORS.md lists every reason with its status and sentences, in the table's words")
  func document() throws {
    let lines = try Self.text("Docs/ERRORS.md").split(separator: "\n").map(String.init)
    let rows = lines.filter { $0.hasPrefix("| `") }
    #expect(rows == Self.reasons.map(Self.row))
  }

  /// A name of a reason may stand for something else there: what is not named at all is found, no more.
  @Test("Every reason is named by a test")
  func named() throws {
    let named = try Self.namesInTests()
    for reason in Self.reasons {
      #expect(named.contains("\(reason)") || named.contains(reason.word), "\(reason.word)")
    }
    // The search can fail: no test has this name as a whole.
    #expect(!named.contains("ILLEGAL_" + "TRANSITIONS"))
  }

  /// All names in the tests but this file: identifiers of Swift and words of Python.
  private static func namesInTests() throws -> Set<String> {
    let tests = root.appendingPathComponent("Tests")
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for case let file as URL in try #require(files)
    where ["swift", "py"].contains(file.pathExtension) && file.path != #filePath {
      let text = try String(contentsOf: file, encoding: .utf8)
      for name in text.utf8.split(whereSeparator: { !isOfName($0) }) {
        names.insert(String(decoding: name, as: UTF8.self))
      }
    }
    return names
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The row of a reason in the document.
  static func row(_ reason: ErrorReason) -> String {
    let status = reason.status
    return "| `\(reason.word)` | `\(status.code)` | \(status.english) | \(status.vietnamese) |"
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The first line of the comment that stands before a value.
  private static func comment(before name: String, in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard var index = lines.firstIndex(where: { $0.hasPrefix(name + " =") }) else { return nil }
    while index > 0, lines[index - 1].hasPrefix("//") { index -= 1 }
    return lines[index].trimmingPrefix("//").trimmingCharacters(in: .whitespaces)
  }
}
