/// Vietnamese text without Foundation: one normal form, search without marks, order of names,
/// width in a terminal.
package enum VietnameseText {
  /// The text for searching: no tones, no marks, đ as d, lower case.
  ///
  /// Composed and decomposed text give the same.
  package static func folded(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    let table = LatinLetters.folded
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      guard value < table.count, !(0x370..<0x1E00).contains(value) else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        continue
      }
      if let base = Unicode.Scalar(table[value]), base.value != 0 || value == 0 {
        result.append(base)
      }
    }
    return String(result)
  }

  /// The text in Unicode NFC, as the store keeps free text.
  ///
  /// Exact for Latin letters with any marks, so for all Vietnamese; letters of other scripts stay
  /// as they are.
  package static func composed(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) }) else {
      return String(text)
    }
    var result = String.UnicodeScalarView()
    var cluster: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar.properties.canonicalCombiningClass == .notReordered {
        append(&cluster, to: &result)
      }
      cluster.append(contentsOf: decomposed(scalar))
    }
    append(&cluster, to: &result)
    return String(result)
  }

  /// A letter taken apart into its base and its marks.
  static func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard scalar.value < LatinLetters.decompositions.count else { return [scalar] }
    let packed = LatinLetters.decompositions[Int(scalar.value)]
    guard packed != 0, let mark = Unicode.Scalar(packed & 0xFFFF) else { return [scalar] }
    guard let letter = Unicode.Scalar(packed >> 16), letter.value != 0 else { return [mark] }
    return decomposed(letter) + [mark]
  }

  /// Orders the marks of one letter, joins those it can carry (Unicode chapter 3.11) and empties
  /// the cluster.
  private static func append(
    _ cluster: inout [Unicode.Scalar],
    to result: inout String.UnicodeScalarView
  ) {
    defer { cluster.removeAll(keepingCapacity: true) }
    guard var starter = cluster.first else { return }
    guard starter.properties.canonicalCombiningClass == .notReordered else {
      // A text that begins with marks: there is no letter to carry them.
      result.append(contentsOf: ordered(cluster[...]))
      return
    }
    let marks = ordered(cluster.dropFirst())
    var left: [Unicode.Scalar] = []
    var blocked = Unicode.CanonicalCombiningClass.notReordered
    for mark in marks {
      let rank = mark.properties.canonicalCombiningClass
      let key = starter.value << 16 | mark.value
      if left.isEmpty || blocked < rank, starter.value < 0x1F00,
        let joined = LatinLetters.compositions[key].flatMap({ Unicode.Scalar($0) })
      {
        starter = joined
      } else {
        left.append(mark)
        blocked = rank
      }
    }
    result.append(starter)
    result.append(contentsOf: left)
  }

  /// The marks in canonical order; equal ranks keep their order.
  private static func ordered(_ marks: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    marks.enumerated().sorted { left, right in
      let ranks = (
        left.element.properties.canonicalCombiningClass.rawValue,
        right.element.properties.canonicalCombiningClass.rawValue
      )
      return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
    }.map(\.element)
  }
}
