/// How data is printed.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// For people: aligned columns in their language.
  case table
  /// One JSON document.
  case json
  /// One JSON object on each line, written as it arrives.
  case ndjson
  /// RFC 4180 with a header of field names.
  case csv
}
