import RPCCore
import Synchronization

/// What all connections of one event loop have under way; touched on the loop only.
struct LoopLoad {
  /// Handlers of methods with one message each way that have begun and not ended.
  var unaryHandlers = 0
  /// Handlers of methods with a stream that have begun and not ended.
  var streamHandlers = 0
  /// Bytes of requests that are incomplete or that no handler has taken.
  var requestBytes = 0
  /// Bytes of responses that wait to be sent.
  var outputBytes = 0
  /// How long calls wait for the loop.
  var queue = LoopQueue()
}

/// What of a loop others may see while it runs.
struct LoopGauges: ~Copyable {
  /// Streams of calls that have begun and whose end has not been sent.
  let openStreams = Atomic(0)
  /// Handlers that have begun and not ended.
  let runningHandlers = Atomic(0)
}

extension Atomic where Value == Int {
  /// Adds to a figure that one thread alone changes, which needs no locked instruction.
  func change(by more: Int) { store(load(ordering: .relaxed) &+ more, ordering: .relaxed) }
}

/// How long the calls of a loop wait before they are looked at.
///
/// What waits is in the buffers of sockets, where nobody can see its age. But a loop reads a little
/// from each socket in one *round* and then from all again, so that the length of a round is about
/// what a call has waited, and a call that is looked at late in a round has waited at least so long;
/// input that was read and waits (``InputBacklog``) makes a round as long as its age.
/// As in CoDel (RFC 8289), a wait that is short at times is no overload: only rounds that are all
/// longer than the target, for the whole interval, are a standing queue.
struct LoopQueue {
  /// When the round began that is under way; 0 between two rounds.
  private(set) var roundBegan: UInt64 = 0
  /// Since when every round was longer than the target; 0 if the last was not.
  private var longSince: UInt64 = 0

  /// Whether a round is under way.
  var isInRound: Bool { roundBegan != 0 }

  /// Whether a queue was standing when the round began.
  private(set) var isStanding = false

  /// The first socket of a round has something.
  mutating func beginRound(now: UInt64) { roundBegan = max(now, 1) }

  /// All sockets that had something were looked at; what has waited longest of the input that was
  /// read before was there at an instant.
  mutating func endRound(now: UInt64, oldest: UInt64? = nil, _ limits: AdmissionConfiguration) {
    let began = min(roundBegan, oldest ?? .max)
    let length = now - min(now, began)
    if length <= limits.queueTargetNanoseconds {
      longSince = 0
    } else if longSince == 0 {
      longSince = began
    }
    isStanding = longSince != 0 && now - longSince >= limits.queueIntervalNanoseconds
    roundBegan = 0
  }

  /// Whether a call that was here at an instant has waited longer than the target in a queue that
  /// stands.
  func isLate(since arrival: UInt64, now: UInt64, _ limits: AdmissionConfiguration) -> Bool {
    isStanding && now - min(now, arrival) > limits.queueTargetNanoseconds
  }

  /// Whether a call that is late is refused: its caller has set no time, or three quarters of it are
  /// over, so that he would hardly wait for an answer.
  ///
  /// What refusing costs is missing for answers, so that a call which can still be answered in time is
  /// served, however late it is.
  static func refuses(timeout: UInt64?, waited: UInt64) -> Bool {
    guard let timeout else { return true }
    return waited > timeout / 4 * 3
  }

  /// When a call whose bytes are read now was here at the latest.
  func arrival(now: UInt64) -> UInt64 { isInRound ? min(now, roundBegan) : now }
}
