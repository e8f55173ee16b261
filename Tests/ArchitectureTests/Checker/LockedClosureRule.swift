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
      return file.swift().code.enumerated().compactMap { index, text in
        guard
          text.ranges(of: "Mutex<").contains(where: { Self.holdsClosure(text[$0.upperBound...]) })
        else { return nil }
        return Finding(
          .lockedClosures,
          file.path,
          line: index + 1,
          "a closure stands by itself in a Mutex: put it into a struct"
        )
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
