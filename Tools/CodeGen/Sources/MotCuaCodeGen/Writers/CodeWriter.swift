/// Collects lines of code and indents them.
struct CodeWriter {
  private(set) var text = ""
  private var depth = 0

  /// Adds a line; an empty one stays without spaces.
  mutating func line(_ line: String = "") {
    if !line.isEmpty { text += String(repeating: "  ", count: depth) + line }
    text += "\n"
  }

  /// Adds lines.
  mutating func lines(_ lines: [String]) {
    for line in lines { self.line(line) }
  }

  /// Adds documentation, or `fallback` where the proto has none.
  mutating func comment(_ lines: [String], or fallback: String) {
    for line in lines.isEmpty ? [fallback] : lines {
      self.line(line.isEmpty ? "///" : "/// " + line)
    }
  }

  /// Adds `head {`, the lines that `body` adds, and `}`.
  mutating func block(_ head: String, _ body: (inout CodeWriter) throws -> Void) rethrows {
    line(head + " {")
    depth += 1
    try body(&self)
    depth -= 1
    line("}")
  }

  /// Adds what `body` adds one step to the right.
  mutating func indented(_ body: (inout CodeWriter) throws -> Void) rethrows {
    depth += 1
    try body(&self)
    depth -= 1
  }

  /// Adds `head`, the items one a line with commas between them, and `tail`.
  mutating func list(_ head: String, _ items: [String], _ tail: String) {
    line(head)
    indented { writer in
      for (index, item) in items.enumerated() {
        writer.line(index + 1 < items.count ? item + "," : item)
      }
    }
    line(tail)
  }
}
