/// The language in which the tool speaks to people.
///
/// Only what people read changes with it: table headers, sentences, numbers. JSON, NDJSON and CSV
/// are for programs and are the same in both.
package enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// The mark between thousands.
  package var groupSeparator: Character { self == .vietnamese ? "." : "," }

  /// The mark before the decimals.
  package var decimalSeparator: Character { self == .vietnamese ? "," : "." }
}
