/// A generated enum: open, because a newer peer may send numbers that this version does not know.
///
/// A value that has a name is never `unrecognized`, unless a program makes it so: then the two differ
/// though their numbers are equal.
public protocol WireEnum: Sendable, Hashable, CaseIterable {
  /// The value of a number.
  init(rawValue: Int32)
  /// The number on the wire.
  var rawValue: Int32 { get }
  /// The name in the proto; the number for a value without one.
  var name: String { get }
}

extension WireEnum {
  /// The value with this name in the proto, or nil.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }

  /// Whether this version knows the value.
  public var isRecognized: Bool { Self.allCases.contains(self) }
}
