import Foundation
import MotCuaSettings
import Testing

/// The documents list exactly the limits that there are, with their defaults and ranges.
@Suite("Limits in the documents")
struct LimitDocumentsTests {
  /// The rows of tables whose first cell is one name: name, default and range.
  private static func rows(_ document: String) throws -> [String: [String]] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Docs/\(document)"), encoding: .utf8)
    var rows: [String: [String]] = [:]
    var isLimits = false
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells == [] || !line.hasPrefix("|") { isLimits = false }
      if cells.starts(with: ["limit", "default", "range"]) { isLimits = true }
      guard isLimits, let first = cells.first, first.hasPrefix("`"), cells.count >= 3 else {
        continue
      }
      let name = String(first.dropFirst().dropLast())
      #expect(rows[name] == nil, "\(name) stands twice in \(document)")
      rows[name] = Array(cells[1...2])
    }
    return rows
  }

  private static func expected(_ limits: [Limit]) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: limits.map {
        ($0.name, [$0.text($0.defaultValue), $0.rangeText])
      }
    )
  }

  @Test("PROTOCOL.md lists those of the wire")
  func wire() throws {
    #expect(try Self.rows("PROTOCOL.md") == Self.expected(Limits.ofWire))
  }

  @Test("OPERATIONS.md lists those of the store, the services and telemetry")
  func others() throws {
    let names = Set(Limits.ofWire.map(\.name))
    let others = Limits.all.filter { !names.contains($0.name) }
    #expect(try Self.rows("OPERATIONS.md") == Self.expected(others))
  }
}
