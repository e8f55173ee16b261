import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: EventFeedStore {
  /// Calls a body with the steps of each commit, on the writer's thread.
  package func onCommit(_ body: (@Sendable ([FeedEvent]) -> Void)?) { feed.listen(body) }

  /// The next steps of all dossiers in commit order, after a position.
  package func feedEvents(
    afterSequence sequence: Int64,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [FeedEvent] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).feed(after: sequence, limit: limit)
    }
  }
}
