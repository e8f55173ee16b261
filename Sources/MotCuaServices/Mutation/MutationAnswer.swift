/// What a change answers, and whether it was answered before.
package struct MutationAnswer<Response: Sendable>: Sendable {
  /// The response.
  package let response: Response
  /// Whether an earlier request with this identity had made the change.
  package let isReplayed: Bool

  /// Makes the value from its parts.
  package init(response: Response, isReplayed: Bool) {
    self.response = response
    self.isReplayed = isReplayed
  }
}
