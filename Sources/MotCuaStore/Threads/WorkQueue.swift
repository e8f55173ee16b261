import Dispatch
import Synchronization

/// Work that waits for a thread: bounded, first come first served.
final class WorkQueue<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var sleepers = 0
    var isClosed = false
  }

  /// What became of an item that was offered.
  enum Offer: Hashable {
    /// It waits.
    case taken
    /// Too much waits already.
    case full
    /// Nobody will come for it any more.
    case closed
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  private let itemsMax: Int

  init(itemsMax: Int) {
    self.itemsMax = itemsMax
  }

  /// How many items wait.
  var count: Int { state.withLock { $0.items.count } }

  /// Leaves an item.
  func offer(_ item: Item) -> Offer {
    let (offer, mustRing) = state.withLock { state -> (Offer, Bool) in
      if state.isClosed { return (.closed, false) }
      if state.items.count >= itemsMax { return (.full, false) }
      state.items.append(item)
      guard state.sleepers > 0 else { return (.taken, false) }
      state.sleepers -= 1
      return (.taken, true)
    }
    if mustRing { bell.signal() }
    return offer
  }

  /// Takes up to so many items, and waits while there are none.
  ///
  /// Empty when the queue is closed and done.
  func take(max: Int) -> [Item] {
    while true {
      let (items, isDone) = state.withLock { state -> ([Item], Bool) in
        if state.items.isEmpty {
          if state.isClosed { return ([], true) }
          state.sleepers += 1
          return ([], false)
        }
        let batch = Array(state.items.prefix(max))
        state.items.removeFirst(batch.count)
        return (batch, false)
      }
      if isDone || !items.isEmpty { return items }
      bell.wait()
    }
  }

  /// Takes no more items; those that wait are still handed out.
  func close() {
    let sleepers = state.withLock { state -> Int in
      state.isClosed = true
      defer { state.sleepers = 0 }
      return state.sleepers
    }
    for _ in 0..<sleepers { bell.signal() }
  }
}
