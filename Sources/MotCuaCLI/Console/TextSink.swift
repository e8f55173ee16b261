/// Somewhere text goes: a file descriptor, or memory in tests.
package protocol TextSink: Sendable {
  /// Writes the text before it returns.
  ///
  /// - Throws: `SinkError` if the text cannot be written.
  func write(_ text: String) throws(SinkError)
}

/// Why text could not be written.
package enum SinkError: Error, Sendable, Hashable {
  /// The reader of a pipe has gone, as with `motcua … | head`: nobody is left to tell.
  case readerGone
  /// The system refused, with its error number.
  case failed(errno: Int32)
}
