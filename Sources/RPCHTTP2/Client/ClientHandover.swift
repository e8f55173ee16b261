import NIOCore
import RPCCore
import Synchronization

/// What goes to and fro between the application's tasks and the loop of a client.
///
/// A thread that sleeps is woken at a price that is above that of all else in a small call. So both ways
/// go in crowds where there are some:
///
/// - Tasks that wait for a loop's news are woken together, behind the turn that has it. The first wakes a
///   thread of the pool, which finds the others; with the work of the loop between them each might find it
///   asleep again.
/// - When a crowd was woken, most of it leaves something for the loop a moment later. What is left
///   waits until all tasks of the crowd have a thread, and wakes the loop once. Of a crowd that finds no
///   thread, because the pool is busy, nobody waits longer than ``crowdTimeMax``.
final class ClientHandover: Sendable {
  /// What a task wants of the loop.
  enum Visit {
    case start(HTTP2ClientCall)
    case send(HTTP2ClientCall)
    case taken(HTTP2ClientCall, bytes: Int, isEmpty: Bool)
    case abort(HTTP2ClientCall, RPCError)

    func perform() {
      switch self {
      case .start(let call): call.start()
      case .send(let call): call.sendOutbox()
      case .taken(let call, let bytes, let isEmpty): call.taken(bytes, isEmpty: isEmpty)
      case .abort(let call, let error): call.abort(error)
      }
    }
  }

  private struct State {
    var visits: [Visit] = []
    /// Whether the loop was told of them.
    var isDue = false
    /// Tasks of crowds, ever, and how many of them have a thread.
    var woken = 0
    var arrived = 0
    /// How many must have arrived before the loop is told: all that were woken when the first visit was
    /// left, so that crowds without end hold up nobody.
    var awaited = 0

    mutating func append(_ visit: Visit) {
      if visits.isEmpty { awaited = woken }
      visits.append(visit)
    }

    /// Whether the loop must be told now.
    mutating func becomesDue() -> Bool {
      guard !isDue, arrived >= awaited, !visits.isEmpty else { return false }
      isDue = true
      return true
    }
  }

  /// How long a visit may wait for a crowd.
  static let crowdTimeMax = TimeAmount.milliseconds(5)
  /// Fewer tasks than these are no crowd.
  static let crowdMin = 4
  /// Places for visits that stay for later ones.
  private static let idlePlacesMax = 1_024

  private let loop: any EventLoop
  private let state = Mutex(State())

  // `nonisolated(unsafe)`, `@exclusivity(unchecked)`: the rest is confined to the loop, and no access
  // calls out.

  /// The memory of the list of visits that was emptied last.
  @exclusivity(unchecked) nonisolated(unsafe) private var spare: [Visit] = []
  /// Tasks that are woken behind the turn that is under way.
  @exclusivity(unchecked) nonisolated(unsafe) private var waiting: [Waiters] = []
  @exclusivity(unchecked) nonisolated(unsafe) private var isInTurn = false
  /// Whether the end of the time for a crowd is set.
  @exclusivity(unchecked) nonisolated(unsafe) private var isTimed = false

  init(loop: any EventLoop) { self.loop = loop }

  // To the loop.

  /// Leaves something for the loop, on any thread; visits are made in their order.
  func leave(_ visit: Visit) {
    let isDue = state.withLock { state in
      state.append(visit)
      return state.becomesDue()
    }
    if isDue { tellLoop() }
  }

  /// A task that may have been woken by the loop has a thread.
  ///
  /// One that was woken alone counts for one of a crowd: then something goes a little earlier than
  /// it might.
  func taskHasThread() {
    let isDue = state.withLock { state in
      guard state.arrived < state.woken else { return false }
      state.arrived += 1
      return state.becomesDue()
    }
    if isDue { tellLoop() }
  }

  private func tellLoop() {
    loop.execute { self.makeVisits() }
  }

  private func makeVisits() {
    var visits = spare
    spare = []
    state.withLock { state in
      swap(&visits, &state.visits)
      state.isDue = false
    }
    for visit in visits { visit.perform() }
    guard visits.capacity <= Self.idlePlacesMax else { return }
    visits.removeAll(keepingCapacity: true)
    spare = visits
  }

  // From the loop, on the loop.

  /// Wakes tasks now, or when the turn is over that is under way.
  func wake(_ waiters: Waiters) {
    guard !waiters.isEmpty else { return }
    guard isInTurn else { return waiters.resume() }
    waiting.append(waiters)
  }

  /// Runs a turn and then wakes whoever it has news for, however it ends.
  func inTurn(_ turn: () throws -> Void) rethrows {
    isInTurn = true
    defer {
      isInTurn = false
      wakeAll()
    }
    try turn()
  }

  private func wakeAll() {
    guard !waiting.isEmpty else { return }
    if waiting.count >= Self.crowdMin { expectCrowd() }
    for waiters in waiting { waiters.resume() }
    waiting.removeAll(keepingCapacity: true)
  }

  private func expectCrowd() {
    state.withLock { $0.woken += waiting.count }
    guard !isTimed else { return }
    isTimed = true
    loop.assumeIsolated().scheduleTask(in: Self.crowdTimeMax) {
      self.isTimed = false
      self.state.withLock { $0.arrived = $0.woken }
      self.makeVisits()
    }
  }
}
