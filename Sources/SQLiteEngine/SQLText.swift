/// The text of a statement that is put together once, for example from a list of columns.
///
/// An object, so that its prepared statement is found without hashing the text at each use; make
/// it a constant.
public final class SQLText: Sendable {
  /// The text.
  public let text: String

  /// Fixes a text of known parts.
  public init(_ text: String) {
    self.text = text
  }
}
