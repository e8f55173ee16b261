import Foundation

/// Brings text into the form in which it is stored.
package enum TextNormaliser {
  /// The text in Unicode NFC, without white space at its ends.
  package static func stored(_ text: String) -> String {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    // ASCII is in NFC, and most codes and words are ASCII.
    return trimmed.utf8.allSatisfy { $0 < 0x80 }
      ? trimmed : trimmed.precomposedStringWithCanonicalMapping
  }
}
