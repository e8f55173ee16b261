/// What one field of a message may hold, as the option `(motcua.v1.rules)` says.
public struct FieldRules: Sendable {
  /// The field's name in the proto.
  public let field: String
  /// Whether the absent value is refused: an absent message, an empty text or list, zero.
  public let isRequired: Bool
  /// The longest text in Unicode scalar values after NFC, or the most bytes; nil for no limit.
  public let lengthMax: Int?
  /// The most elements of a list; nil for no limit.
  public let itemsMax: Int?
  /// What the whole of a text that is not empty must match.
  public let pattern: TextPattern?
  /// The bounds of an integer.
  public let range: ClosedRange<Int64>?
  /// The shape of a text that is not empty.
  public let kind: WellKnownText?
  /// Whether what is inside a message or a list is left to the service.
  public let isDeferred: Bool

  /// Names a field and says what it may hold.
  public init(
    _ field: String,
    isRequired: Bool = false,
    lengthMax: Int? = nil,
    itemsMax: Int? = nil,
    pattern: TextPattern? = nil,
    range: ClosedRange<Int64>? = nil,
    kind: WellKnownText? = nil,
    isDeferred: Bool = false
  ) {
    self.field = field
    self.isRequired = isRequired
    self.lengthMax = lengthMax
    self.itemsMax = itemsMax
    self.pattern = pattern
    self.range = range
    self.kind = kind
    self.isDeferred = isDeferred
  }
}
