/// Runs changes, exactly once where they carry a request id.
package protocol OperationStore: Sendable {
  /// Runs a command; returns when it is durable.
  ///
  /// `answer` makes the bytes that a repeat of the request gets; it runs on the writer thread and
  /// its bytes are stored in the same transaction. A caller that is cancelled while it waits gets
  /// the outcome nevertheless: a command that was queued may be committed at any moment, and only
  /// its outcome tells. Do not undo it; ask again with the same request id.
  func perform<Command: StoreCommand>(
    _ command: Command,
    as envelope: MutationEnvelope,
    answer: @escaping @Sendable (Command.Outcome) -> [UInt8]
  ) async throws(StoreError) -> Applied<Command.Outcome>

  /// The stored answer of a request, nil where none is kept.
  func answer(
    principalID: Int64,
    method: String,
    requestID: RequestID,
    on lane: ReadLane
  ) async throws(StoreError) -> [UInt8]?

  /// What a request left behind, nil where nothing is kept; whatever came before is decided first.
  func outcome(
    principalID: Int64,
    method: String,
    requestID: RequestID
  ) async throws(StoreError) -> StoredOutcome?
  /// How the store fares.
  func figures() async throws(StoreError) -> StoreFigures
}
