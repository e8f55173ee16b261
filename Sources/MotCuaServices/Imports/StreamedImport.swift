import MotCuaAPI
package import RPCCore

/// Reads the messages of an import one by one; the first one says who and how.
///
/// Nothing is applied before the stream has ended cleanly, so a broken stream leaves nothing.
package struct StreamedImport<Message: MutationRequest>: Sendable {
  /// The first message: `request_id` and `validate_only` count in it.
  package let first: Message
  /// The digest of all messages.
  package let digest: RequestDigest

  /// Reads a stream to its end and hands each message on; `take` gives the number of its rows.
  ///
  /// - Throws: `RPCError` for an empty stream or more rows than are taken at once.
  package init(
    _ requests: RequestMessages<Message>,
    rowsMax: Int,
    take: (Message) -> Int
  ) async throws {
    var first: Message?
    var digest = RequestDigest()
    var rows = 0
    for try await message in requests {
      if first == nil { first = message }
      try digest.add(message)
      rows += take(message)
      guard rows <= rowsMax else {
        throw RPCError(reason: .importTooLarge, metadata: ["rows_max": String(rowsMax)])
      }
    }
    guard let first else { throw RPCError(reason: .emptyStream) }
    self.first = first
    self.digest = digest
  }
}
