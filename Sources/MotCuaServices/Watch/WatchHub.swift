import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore
import Synchronization

/// The one fan-out of the live feed: takes the steps of each commit from the writer and leaves them
/// with the streams that show them.
///
/// The writer only wakes it. It goes in rounds, so that commits that follow each other closely
/// reach a stream as one message, and keeps the last steps, so that a stream can go over from
/// reading the store to being told without a gap. What is far behind reads the store.
package final class WatchHub: Sendable {
  /// How much longer a round is for each stream that it has woken, in nanoseconds: the more there
  /// are, the more goes together.
  private static let pausePerStream: UInt64 = 60_000
  /// The longest time between two rounds, so that a step is received within 50 ms, in nanoseconds.
  private static let pauseMax: UInt64 = 40_000_000
  /// So many of the last steps are kept.
  private static let recentMax = 8192

  private struct State {
    var seats: [UInt64: WatchSeat] = [:]
    var streams: [Int64: Int] = [:]
    var audiences = WatchAudiences()
    var nextSeat: UInt64 = 0
    var recent: [FeedEvent] = []
    var head: WatchPosition
    var isDraining = false
  }

  private let inbox = WatchInbox()
  private let state: Mutex<State>
  private let limits: ServiceLimits
  private let clock: any CallClock
  private let forget: @Sendable () -> Void

  /// Listens to a store; one hub for each store.
  package init(
    store: any EventFeedStore & SnapshotStore,
    limits: ServiceLimits = ServiceLimits(),
    clock: any CallClock = SystemCallClock()
  ) {
    self.limits = limits
    self.clock = clock
    let inbox = inbox
    store.onCommit { inbox.put($0) }
    forget = { store.onCommit(nil) }
    // What is committed between these two lines is in the inbox and is left out there.
    state = Mutex(State(head: WatchPosition(sequence: store.lastSequence)))
  }

  deinit { forget() }

  /// Up to where the steps were handed out.
  var head: WatchPosition { state.withLock { $0.head } }

  /// The same after everything that was acknowledged by now has been handed out.
  func newest() -> WatchPosition {
    distribute()
    return head
  }

  // MARK: Rounds

  /// Hands out steps and signs of life until it is cancelled.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.handOut() }
      group.addTask { await self.keepBeating() }
    }
  }

  /// Hands out steps as they come until it is cancelled.
  package func handOut() async {
    let least = limits.watchRound.nanoseconds
    for await _ in inbox.wakes {
      let begun = clock.uptimeNanoseconds
      let count = distribute()
      guard least > 0 else { continue }
      let pause = least + UInt64(count) * Self.pausePerStream
      // A sleep that is cancelled ends the loop above.
      try? await clock.sleep(until: begun + min(pause, max(least, Self.pauseMax)))
    }
  }

  private func keepBeating() async {
    let pause = max(limits.watchHeartbeat.nanoseconds / 5, 1)
    while (try? await clock.sleep(until: clock.uptimeNanoseconds + pause)) != nil { beat() }
  }

  /// Has a sign of life sent on every stream that has been silent for about the time of a
  /// heartbeat.
  package func beat() {
    let silence = limits.watchHeartbeat.nanoseconds / 5 * 4
    let now = clock.uptimeNanoseconds
    guard now >= silence else { return }
    state.withLock { state in
      for seat in state.audiences.seats { seat.beat(state.head, ifSilentSince: now - silence) }
    }
  }

  /// Hands out what the inbox holds, and says to how many streams; taken inside the lock, so that
  /// the order stays.
  @discardableResult
  private func distribute() -> Int {
    state.withLock { state in
      let new = inbox.takeAll().drop { $0.event.sequence <= state.head.sequence }
      guard let first = new.first, let last = new.last else { return 0 }
      if first.event.sequence != state.head.sequence + 1 {
        for seat in state.audiences.seats { seat.fallBehind() }
        state.audiences.removeAll()
        state.recent = []
      }
      state.head = WatchPosition(last)
      state.recent += new
      if state.recent.count > Self.recentMax {
        state.recent.removeFirst(state.recent.count - Self.recentMax / 2)
      }
      return state.audiences.isEmpty ? 0 : state.audiences.hand(out: Array(new))
    }
  }

  // MARK: Streams

  /// Takes a new stream of a caller; it is told of nothing until it is attached.
  ///
  /// - Throws: SHUTTING_DOWN, or WATCH_TOO_MANY.
  func open(_ principalID: Int64, wantsSteps: Bool = true) throws(RPCError) -> WatchSeat {
    let now = clock.uptimeNanoseconds
    let opened = state.withLock { state -> Result<WatchSeat, RPCError> in
      if state.isDraining { return .failure(RPCError(reason: .shuttingDown)) }
      let ofCaller = state.streams[principalID] ?? 0
      guard state.seats.count < limits.watchStreamsMax,
        ofCaller < limits.watchStreamsPerPrincipalMax
      else { return .failure(RPCError(reason: .watchTooMany)) }
      state.nextSeat += 1
      let seat = WatchSeat(
        id: state.nextSeat,
        principalID: principalID,
        wantsSteps: wantsSteps,
        waitingMax: limits.watchWaitingEventsMax,
        now: now
      )
      state.seats[seat.id] = seat
      state.streams[principalID] = ofCaller + 1
      return .success(seat)
    }
    return try opened.get()
  }

  /// Forgets a stream.
  func close(_ seat: WatchSeat) {
    state.withLock { state in
      state.audiences.remove(seat)
      guard state.seats.removeValue(forKey: seat.id) != nil else { return }
      let left = (state.streams[seat.principalID] ?? 1) - 1
      state.streams[seat.principalID] = left > 0 ? left : nil
    }
  }

  /// Tells a stream of everything that comes after a place; false where the place is too far behind
  /// and the store has to be read first.
  func attach(_ seat: WatchSeat, _ filter: WatchFilter, after position: Int64) throws -> Bool {
    try state.withLock { state in
      let later = state.recent.drop { $0.event.sequence <= position }
      let isReached =
        position == state.head.sequence || later.first?.event.sequence == position + 1
      guard isReached else { return false }
      seat.clear()
      let steps = Array(later)
      let shown = steps.indices.compactMap { index in
        switch filter.sight(of: steps[index]) {
        case .hidden: nil as (index: Int, isLeaving: Bool)?
        case .seen: (index, false)
        case .leaving: (index, true)
        }
      }
      let batches = try WatchBatch.batches(of: steps, shown: shown) {
        (index, isLeaving) throws(RPCError) in
        try WatchBatch.encode(steps[index], isLeaving: isLeaving)
      }
      if !batches.isEmpty {
        seat.put(batches)
      } else if !steps.isEmpty {
        seat.beat(state.head, ifSilentSince: .max)
      }
      state.audiences.add(seat, filter)
      return true
    }
  }

  /// Tells a stream of everything that comes from now on, in place of what it was told before.
  func follow(_ seat: WatchSeat, _ filter: WatchFilter) throws -> Bool {
    detach(seat)
    return try attach(seat, filter, after: head.sequence)
  }

  /// Tells a stream of nothing any more.
  func detach(_ seat: WatchSeat) { state.withLock { $0.audiences.remove(seat) } }

  /// Ends all streams with a status that says to come again, and takes no new ones.
  package func beginDrain() {
    let seats = state.withLock { state in
      state.isDraining = true
      return Array(state.seats.values)
    }
    for seat in seats { seat.end(.shuttingDown) }
  }

  /// How many streams there are.
  package var streamCount: Int { state.withLock { $0.seats.count } }
}

extension Duration {
  /// The whole nanoseconds, 0 for what is negative.
  var nanoseconds: UInt64 {
    let parts = components
    guard parts.seconds >= 0, parts.attoseconds >= 0 else { return 0 }
    return UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
  }
}
