import Foundation

/// Pages that the tool's output is compared with, as files beside the tests.
enum GoldenPage {
  /// The text of a page by its path below `Tests/Golden`.
  static func text(_ path: String, file: String = #filePath) throws -> String {
    let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: tests.appendingPathComponent("Golden/" + path), encoding: .utf8)
  }
}
