import Synchronization

/// Hands the steps of each commit to the one who listens, in the order of the commits.
final class CommitFeed: Sendable {
  private let listener = Mutex<(@Sendable ([FeedEvent]) -> Void)?>(nil)

  func listen(_ body: (@Sendable ([FeedEvent]) -> Void)?) {
    listener.withLock { $0 = body }
  }

  /// Hands steps on; the caller sees to their order.
  func deliver(_ events: [FeedEvent]) {
    guard !events.isEmpty, let body = listener.withLock({ $0 }) else { return }
    body(events)
  }
}
