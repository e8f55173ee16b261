import Foundation

extension String {
  /// Whether the text contains these bytes before its first NUL.
  ///
  /// Like `contains`, but without the comparison of characters: the rules ask it of every line of
  /// the project.
  func mentions(_ word: String) -> Bool { strstr(self, word) != nil }
}
