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

  /// What no limit sets: what another one sets too, and what the contract promises.
  private static let unset: [String: String] = [
    "services.messageBytesMax": "receivedMessageBytesMax",
    "services.writeQueueMax": "store.waitingCommandsMax",
    "files.chunkBytes": "the contract: chunks of a download",
    "files.orphanMilliseconds": "what no row names is nobody's",
  ]

  @Test("Each number and time of services and files has a limit by which it is set")
  func complete() {
    let defaults = ServerLimits()
    func fields(_ limits: ServerLimits) -> [String: String] {
      var found: [String: String] = [:]
      for (room, value) in [("services", limits.services as Any), ("files", limits.files)] {
        for field in Mirror(reflecting: value).children {
          guard let label = field.label,
            field.value is Int || field.value is Int64 || field.value is Duration
          else { continue }
          found["\(room).\(label)"] = "\(field.value)"
        }
      }
      return found
    }
    let before = fields(defaults)
    var changed: Set<String> = []
    for limit in Limits.all {
      var limits = defaults
      let value = limit.value(in: defaults) ?? 0
      limit.apply(value == limit.range.lowerBound ? value + 1 : limit.range.lowerBound, to: &limits)
      changed.formUnion(fields(limits).filter { before[$0.key] != $0.value }.keys)
    }
    #expect(before.count > 25)
    #expect(Set(before.keys).subtracting(changed) == Set(Self.unset.keys))
  }

  @Test("OPERATIONS.md lists those of the store, the services and telemetry")
  func others() throws {
    let names = Set(Limits.ofWire.map(\.name))
    let others = Limits.all.filter { !names.contains($0.name) }
    #expect(try Self.rows("OPERATIONS.md") == Self.expected(others))
  }
}
