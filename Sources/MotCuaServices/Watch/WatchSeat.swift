import MotCuaAPI
import RPCCore
import Synchronization

/// The place of one stream in the hub: what waits for it, bounded, and how it is woken.
///
/// The hub fills it from any thread, and one handler empties it.
final class WatchSeat: Sendable {
  /// What waits for a stream.
  enum Item: Sendable {
    /// Steps to be sent.
    case batch(WatchBatch)
    /// Something has changed; for streams that want to know no more.
    case change
    /// Nothing was sent for a while; everything up to the place was.
    case beat(WatchPosition)
    /// The hub has lost what came next: it is to be read from the store.
    case behind
  }

  private struct State {
    var batches: [WatchBatch] = []
    var waiting = 0
    var isBehind = false
    var hasChanged = false
    var beat: WatchPosition?
    var sentAt: UInt64
    var token = ""
  }

  /// Whether it wants steps, or to know only that there were some.
  let wantsSteps: Bool
  /// Its number in the hub.
  let id: UInt64
  /// Whose stream it is.
  let principalID: Int64
  /// Gives a value when there is something to take.
  let wakes: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation
  private let ends: AsyncStream<ErrorReason>
  private let ending: AsyncStream<ErrorReason>.Continuation
  private let waitingMax: Int
  private let state: Mutex<State>

  init(id: UInt64, principalID: Int64, wantsSteps: Bool, waitingMax: Int, now: UInt64) {
    self.id = id
    self.principalID = principalID
    self.wantsSteps = wantsSteps
    self.waitingMax = waitingMax
    state = Mutex(State(sentAt: now))
    (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    (ends, ending) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
  }

  // MARK: The hub's side

  /// Leaves steps; a stream for which too many wait is ended.
  func put(_ batches: [WatchBatch]) {
    guard wantsSteps else {
      state.withLock { $0.hasChanged = true }
      return wake.yield(()).ignore()
    }
    let isTooSlow = state.withLock { state in
      guard !state.isBehind else { return false }
      let count = batches.reduce(0) { $0 + $1.count }
      // One large commit is not the reader's fault: he is ended when more waits behind it.
      guard state.waiting == 0 || state.waiting + count <= waitingMax else {
        state.batches = []
        state.waiting = 0
        state.isBehind = true
        return true
      }
      state.batches += batches
      state.waiting += count
      // A beat that waits would name a place before these; they are a sign of life themselves.
      state.beat = nil
      return false
    }
    if isTooSlow { end(.watchTooSlow) } else { wake.yield(()).ignore() }
  }

  /// Says that the next steps are in the store only.
  func fallBehind() {
    state.withLock { state in
      state.batches = []
      state.waiting = 0
      state.isBehind = true
    }
    wake.yield(()).ignore()
  }

  /// Has a sign of life sent where nothing was sent since an instant.
  func beat(_ position: WatchPosition, ifSilentSince instant: UInt64) {
    let isDue = state.withLock { state in
      guard state.sentAt <= instant, !state.isBehind else { return false }
      state.beat = position
      return true
    }
    if isDue { wake.yield(()).ignore() }
  }

  /// Ends the stream, whatever it is doing.
  func end(_ reason: ErrorReason) { ending.yield(reason).ignore() }

  // MARK: The handler's side

  /// Forgets what waits, for a new beginning.
  func clear() {
    state.withLock { state in
      state.batches = []
      state.waiting = 0
      state.isBehind = false
      state.hasChanged = false
      state.beat = nil
    }
  }

  /// What is to be done next; nil when there is nothing.
  func take() -> Item? {
    state.withLock { state in
      if state.isBehind { return .behind }
      if !state.batches.isEmpty {
        let batch = state.batches.removeFirst()
        state.waiting -= batch.count
        return .batch(batch)
      }
      if state.hasChanged {
        state.hasChanged = false
        return .change
      }
      defer { state.beat = nil }
      return state.beat.map { .beat($0) }
    }
  }

  /// Forgets a change that is about to be shown.
  func forgetChange() { state.withLock { $0.hasChanged = false } }

  /// Notes that a message went out, with the token that goes on behind it.
  func sent(at now: UInt64, token: String = "") {
    state.withLock { state in
      state.sentAt = now
      state.token = token
    }
  }

  /// Runs a stream until it ends or is ended; the error then says where to go on.
  func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await body() }
      group.addTask { try await self.waitForEnd() }
      try await group.next()
    }
  }

  private func waitForEnd() async throws {
    for await reason in ends {
      let token = state.withLock { $0.token }
      let isSlow = reason == .watchTooSlow
      throw RPCError(
        reason: reason,
        metadata: token.isEmpty ? [:] : ["resume_token": token],
        details: isSlow ? [.retryInfo(delay: .seconds(1))] : []
      )
    }
    try Task.checkCancellation()
  }
}

extension AsyncStream.Continuation.YieldResult {
  /// A wake-up that finds one waiting already has done its work.
  fileprivate func ignore() {}
}
