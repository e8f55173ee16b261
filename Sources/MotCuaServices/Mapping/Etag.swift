/// The etag of a resource: the number of its changes, which callers take as an opaque text.
package enum Etag {
  /// The text of a number of changes.
  package static func text(_ changes: Int64) -> String { String(changes) }

  /// The number that a caller expects; nil where he takes any.
  ///
  /// A text that no etag ever had gives a number that none has, so that it is refused like any
  /// other stale one.
  package static func expected(_ text: String) -> Int64? {
    text.isEmpty ? nil : Int64(text) ?? -1
  }
}
