/// Why a JSON text is not a message.
public struct WireJSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in a sentence without a full stop.
  public let reason: String
  /// The path of the field, for example `applicant.name`; empty for the text as a whole.
  public let field: String

  /// Says what is wrong.
  public init(_ reason: String, field: String = "") {
    self.reason = reason
    self.field = field
  }

  /// The place, if it is known, and what is wrong.
  public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }

  /// The same error seen from the message that holds the field `outer`.
  func inside(_ outer: String) -> WireJSONError {
    guard !field.isEmpty else { return WireJSONError(reason, field: outer) }
    return WireJSONError(reason, field: field.hasPrefix("[") ? outer + field : "\(outer).\(field)")
  }
}
