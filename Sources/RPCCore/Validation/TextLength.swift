/// The length of a text as the contract counts it: Unicode scalar values after NFC.
enum TextLength {
  /// Whether a text is longer than `most`.
  ///
  /// Composing needs tables that only Foundation has. In Vietnamese a letter has at most two marks
  /// and composes with both; so the first two marks behind a letter do not count, and any further
  /// one does.
  static func exceeds(_ most: Int, _ text: String) -> Bool {
    // No scalar value is shorter than a byte.
    guard text.utf8.count > most else { return false }
    var count = 0
    var marks = 2
    for scalar in text.unicodeScalars {
      let isMark = scalar.properties.canonicalCombiningClass != .notReordered
      if isMark, marks < 2 {
        marks += 1
        continue
      }
      if !isMark { marks = 0 }
      count += 1
      if count > most { return true }
    }
    return false
  }
}
