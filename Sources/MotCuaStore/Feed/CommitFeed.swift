import Synchronization

/// Hands the steps of each commit to the one who listens, in the order of the commits.
final class CommitFeed: Sendable {
  /// Whoever listens.
  ///
  /// A closure that stood in the lock by itself would be wrapped twice more by each look at it, for a
  /// generic place takes closures in another form: each commit would cost more than the one before, and the
  /// stack would run out in the end.
  private struct Listener {
    let hear: @Sendable ([FeedEvent]) -> Void
  }

  private let listener = Mutex<Listener?>(nil)

  func listen(_ body: (@Sendable ([FeedEvent]) -> Void)?) {
    listener.withLock { $0 = body.map { Listener(hear: $0) } }
  }

  /// Hands steps on; the caller sees to their order.
  func deliver(_ events: [FeedEvent]) {
    guard !events.isEmpty, let listener = listener.withLock({ $0 }) else { return }
    listener.hear(events)
  }
}
