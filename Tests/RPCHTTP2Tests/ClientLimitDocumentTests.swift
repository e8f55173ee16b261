import Foundation
import RPCHTTP2
import Testing

/// PROTOCOL.md lists the limits of the client with their defaults.
@Suite("The client's limits in the documents")
struct ClientLimitDocumentTests {
  /// The rows of the table whose head begins with `client's limit`: name and default.
  private static func rows() throws -> [String: String] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Docs/PROTOCOL.md"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let table = lines.drop { !$0.hasPrefix("| client's limit |") }.prefix { $0.hasPrefix("|") }
    var rows: [String: String] = [:]
    for line in table.dropFirst(2) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      rows[String(cells[0].dropFirst().dropLast())] = cells[1]
    }
    return rows
  }

  /// What a value is called in the table; a configuration or a closure is no limit.
  private static func text(_ value: Any) -> String? {
    switch value {
    case let number as Int: "\(number)"
    case let number as Double: "\(number)"
    case let time as Duration: "\(time.components.seconds)s"
    case Optional<Any>.none: "none"
    default: nil
    }
  }

  @Test(
    "Every number and time that stands there is that of the code, and none of the first rank lacks"
  )
  func defaults() throws {
    let rows = try Self.rows()
    let configuration = HTTP2ClientConfiguration()
    var known: [String: String] = [:]
    for field in Mirror(reflecting: configuration).children {
      guard let name = field.label else { continue }
      known[name] = Self.text(field.value)
      for part in Mirror(reflecting: field.value).children {
        if let label = part.label { known[name + "." + label] = Self.text(part.value) }
      }
    }
    for (name, value) in rows { #expect(known[name] == value, "\(name)") }
    let firstRank = known.keys.filter { name in
      !name.contains(".") && (name.hasSuffix("Max") || name.hasSuffix("Timeout"))
    }
    #expect(Set(firstRank).isSubset(of: Set(rows.keys)))
    #expect(firstRank.count == 7)
  }
}
