/// Forced unwrapping of chance, holes in the concurrency checks, and notes to oneself.
struct LeftoverRule {
  var allowed = AllowedLeftovers.all

  /// Leftovers that no exception covers.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.filter(\.isHandwritten).flatMap { file -> [Finding] in
      let suspects = Leftover.allCases.filter { leftover in
        file.text.mentions(leftover.rawValue) && !isAllowed(leftover, in: file)
      }
      guard !suspects.isEmpty else { return [] }
      let swift = file.swift()
      return suspects.flatMap { leftover in
        lines(with: leftover, in: swift).map { line in
          Finding(.leftovers, file.path, line: line, advice(for: leftover))
        }
      }
    }
  }

  private func isAllowed(_ leftover: Leftover, in file: SourceFile) -> Bool {
    allowed.contains { $0.path == file.path && $0.leftover == leftover }
  }

  private func lines(with leftover: Leftover, in swift: SwiftText) -> [Int] {
    let lines = leftover.isWord ? swift.comments : swift.code
    return lines.enumerated().compactMap { index, text in
      Self.contains(leftover, text) ? index + 1 : nil
    }
  }

  private static func contains(_ leftover: Leftover, _ text: String) -> Bool {
    text.mentions(leftover.rawValue)
      && text.ranges(of: leftover.rawValue).contains { range in
        // `as!` and the words only where they stand alone, not at the end of a longer name.
        !(text[..<range.lowerBound].last?.isIdentifierPart ?? false)
          && !(leftover.isWord && text[range.upperBound...].first?.isIdentifierPart ?? false)
      }
  }

  private func advice(for leftover: Leftover) -> String {
    leftover.isWord
      ? "\(leftover.rawValue): open an issue and take the note out"
      : "\(leftover.rawValue): do without it, or give its reason in House/AllowedLeftovers.swift"
  }
}
