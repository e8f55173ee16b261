/// Tells of what happens to dossiers as it is committed, and reads it again from any position.
package protocol EventFeedStore: Sendable {
  /// Calls a body with the steps of each commit, in commit order, as soon as they are durable; nil
  /// ends that, and a second body replaces the first.
  ///
  /// It runs where commits are made and delays the next one: it must only leave the steps
  /// somewhere.
  func onCommit(_ body: (@Sendable ([FeedEvent]) -> Void)?)

  /// The next steps of all dossiers in commit order, after a position; whoever asks decides what is
  /// shown of them to whom.
  func feedEvents(
    afterSequence sequence: Int64,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [FeedEvent]
}
