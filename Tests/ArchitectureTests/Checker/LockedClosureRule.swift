/// No closure stands by itself in a `Mutex`.
///
/// Its generic place wraps a closure anew at each look, so that it would be called through a chain that
/// grows for ever; in a struct it is safe. What is not seen: an alias for a closure, an argument that is
/// inferred, one over two lines.
struct LockedClosureRule {
  /// Locks around closures.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.flatMap { file -> [Finding] in
      guard file.isHandwritten, file.text.mentions("Mutex<") else { return [] }
      return file.findings(
        .lockedClosures,
        "a closure stands by itself in a Mutex: put it into a struct"
      ) { line in
        line.ranges(of: "Mutex<").contains { Self.holdsClosure(line[$0.upperBound...]) }
      }
    }
  }

  /// Whether the argument that begins here has an arrow before its angle closes.
  private static func holdsClosure(_ text: Substring) -> Bool {
    var depth = 1
    var last: Character = " "
    for character in text {
      defer { last = character }
      switch character {
      case "<": depth += 1
      case ">" where last == "-": return true
      case ">":
        depth -= 1
        if depth == 0 { return false }
      default: break
      }
    }
    return false
  }
}
