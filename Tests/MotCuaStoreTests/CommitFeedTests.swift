import MotCuaDomain
import Synchronization
import Testing

@testable import MotCuaStore

@Suite("Steps handed to who listens")
struct CommitFeedTests {
  @Test("However many commits there were, the next is handed on at the same depth of the stack")
  func constantDepth() async throws {
    let house = try await House(.memory)
    _ = try await house.submit(
      house.filing(House.open, agency: House.department),
      at: House.at("2020-06-01 08:00")
    )
    let steps = try await house.store.feedEvents(afterSequence: 0, limit: 1, on: .pool)
    let depths = handOut(steps, times: 1_000)
    #expect(depths.count == 1_000)
    #expect(Set(depths).count == 1)
  }

  /// Where the listener stands on the stack each time; not `async`, so that all is on one.
  private func handOut(_ steps: [FeedEvent], times: Int) -> [UInt] {
    let depths = Depths()
    let feed = CommitFeed()
    feed.listen { _ in depths.note() }
    for _ in 0..<times { feed.deliver(steps) }
    return depths.all
  }

  private final class Depths: Sendable {
    private let seen = Mutex<[UInt]>([])
    var all: [UInt] { seen.withLock { $0 } }

    func note() {
      var here = 0
      let depth = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
      seen.withLock { $0.append(depth) }
    }
  }
}
