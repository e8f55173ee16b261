/// How well a procedure fits the words of a search, best first.
package enum MatchQuality: Int, Sendable, Hashable, CaseIterable {
  /// The words are the code, or its beginning.
  case code = 1
  /// The words begin a word, with all tones and marks.
  case exactTones = 2
  /// The words begin a word, or each of them does, once tones and marks are left aside.
  case folded = 3
  /// The words stand inside words only.
  case substring = 4
}
