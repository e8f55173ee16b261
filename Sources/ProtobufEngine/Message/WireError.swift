/// Why bytes are not a message, or a message has no bytes.
public struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whose fault it is, in three kinds that get different statuses.
  public enum Kind: Sendable, Hashable {
    /// The bytes are no protobuf message of this type.
    case malformed
    /// The bytes are well-formed; what they say is not accepted.
    case content
    /// The message needs more memory or has more elements than are allowed.
    case budget
  }

  /// Whose fault it is.
  public let kind: Kind
  /// What is wrong, without the place and never with a value.
  public let reason: String
  /// The path of the field, for example `applicant.name`; empty where no field is known.
  public let field: String

  /// Says what is wrong.
  public init(_ kind: Kind, _ reason: String, field: String = "") {
    self.kind = kind
    self.reason = reason
    self.field = field
  }

  /// The place, if it is known, and what is wrong.
  public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }

  /// The same error seen from the message that holds the field `outer`.
  @usableFromInline
  func inside(_ outer: String) -> WireError {
    WireError(kind, reason, field: field.isEmpty ? outer : "\(outer).\(field)")
  }
}
