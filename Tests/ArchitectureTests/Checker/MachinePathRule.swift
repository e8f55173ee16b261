/// The project is at home on every machine: no path of a single one stands in it.
struct MachinePathRule {
  // In pieces, so that this file does not find itself.
  private static let roots =
    ["work", "root", "home", "Users", "farm"].map { "/" + $0 + "/" }
    + ["team", "scratch", "bash_jobs"].map { "/tmp" + "/" + $0 }
    + ["/opt" + "/swift"]

  /// Absolute paths of somebody's machine, in any text.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.flatMap { file -> [Finding] in
      let roots = Self.roots.filter { file.text.mentions($0) }
      guard !roots.isEmpty else { return [] }
      return file.lines.enumerated().compactMap { index, text in
        guard let root = roots.first(where: { Self.begins($0, in: text) }) else { return nil }
        return Finding(
          .machinePaths,
          file.path,
          line: index + 1,
          "\(root) is a path of one machine: make it relative or a parameter"
        )
      }
    }
  }

  /// Whether an absolute path begins with this root; `Sources/home/x` and an address do not.
  private static func begins(_ root: String, in text: String) -> Bool {
    text.mentions(root)
      && text.ranges(of: root).contains { range in
        guard let last = text[..<range.lowerBound].last else { return true }
        return !last.isIdentifierPart && !"./-}~*".contains(last)
      }
  }
}
