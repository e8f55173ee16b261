/// A span of a working day in which an agency is open, in minutes from midnight ICT.
package struct OpenSpanRecord: Sendable, Hashable {
  /// The opening.
  package var startMinute: Int
  /// The closing.
  package var endMinute: Int

  /// Makes the value from its parts.
  package init(
    startMinute: Int,
    endMinute: Int
  ) {
    self.startMinute = startMinute
    self.endMinute = endMinute
  }
}
