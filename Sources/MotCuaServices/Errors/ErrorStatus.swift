package import RPCCore

/// What goes to a caller for one reason: the status, and a sentence for each kind of reader.
package struct ErrorStatus: Sendable, Hashable {
  /// The status code.
  package let code: RPCError.Code
  /// The sentence for the developer: what is wrong, then what to do.
  package let english: String
  /// The sentence for the person at the screen.
  package let vietnamese: String

  /// Makes the value from its parts.
  package init(_ code: RPCError.Code, _ english: String, _ vietnamese: String) {
    self.code = code
    self.english = english
    self.vietnamese = vietnamese
  }
}
