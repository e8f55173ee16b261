import Foundation

/// The input data that lives beside a checkout and is never part of it.
enum SharedData {
  /// The folder `shared/data` beside the package root.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data")

  /// Whether a file is there; without it the tests that read it are skipped.
  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  /// The lines of a tab-separated file without its heading, each with its number.
  static func lines(_ name: String) throws -> [(line: Int64, fields: [String])] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return TabbedLines.read(text)
  }
}

/// Reads tab-separated text without repairing anything.
enum TabbedLines {
  static func read(_ text: String) -> [(line: Int64, fields: [String])] {
    text.split(separator: "\n").enumerated().dropFirst().map { index, line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return (Int64(index) + 1, fields.map(String.init))
    }
  }
}
