import RPCCore
import Testing

@testable import RPCHTTP2

@Suite("How long calls wait for their loop")
struct LoopQueueTests {
  private static let millisecond: UInt64 = 1_000_000

  /// A queue after rounds of such lengths in milliseconds, one behind the other, and the time.
  private static func queue(_ rounds: [UInt64]) -> (LoopQueue, now: UInt64) {
    var queue = LoopQueue()
    var now = millisecond
    for length in rounds {
      queue.beginRound(now: now)
      now += length * millisecond
      queue.endRound(now: now, AdmissionConfiguration())
    }
    return (queue, now)
  }

  @Test(
    "A queue stands when every round of half a second was longer than a tenth",
    arguments: [
      ([], false),
      ([499], false),
      ([500], true),
      ([101, 101, 101, 101], false),
      ([101, 101, 101, 101, 101], true),
      // One short round says that the queue was empty.
      ([101, 101, 101, 101, 100], false),
      ([300, 300, 1], false),
      ([1, 1, 1, 300, 300], true),
    ] as [([UInt64], Bool)]
  )
  func standing(rounds: [UInt64], isStanding: Bool) {
    #expect(Self.queue(rounds).0.isStanding == isStanding)
  }

  @Test("In a standing queue only the calls that have waited are late")
  func lateness() {
    let limits = AdmissionConfiguration()
    var (queue, now) = Self.queue([600])
    #expect(!queue.isLate(since: now, now: now, limits))
    queue.beginRound(now: now)
    #expect(!queue.isLate(since: now, now: now + 100 * Self.millisecond, limits))
    #expect(queue.isLate(since: now, now: now + 101 * Self.millisecond, limits))
    #expect(queue.arrival(now: now + 101 * Self.millisecond) == now)
  }

  @Test(
    "A late call is refused when three quarters of its time are over, or it has set none",
    arguments: [(nil, true), (134, true), (135, false), (1_000, false)] as [(UInt64?, Bool)]
  )
  func refusals(timeout: UInt64?, isRefused: Bool) {
    let timeout = timeout.map { $0 * Self.millisecond }
    let waited = 101 * Self.millisecond
    #expect(LoopQueue.refuses(timeout: timeout, waited: waited) == isRefused)
  }

  @Test("In a queue that does not stand no call is late, however late in a round it is")
  func noRefusals() {
    var (queue, now) = Self.queue([1])
    queue.beginRound(now: now)
    let late = now + 10_000 * Self.millisecond
    #expect(!queue.isLate(since: now, now: late, AdmissionConfiguration()))
    queue.endRound(now: now + 1, AdmissionConfiguration())
    #expect(queue.arrival(now: now + 7) == now + 7)
  }

  @Test("Short rounds are no short waits while input that was read is old")
  func waitingInput() {
    let limits = AdmissionConfiguration()
    var queue = LoopQueue()
    let read = Self.millisecond
    func round(at milliseconds: UInt64, oldest: UInt64?) {
      let now = milliseconds * Self.millisecond
      queue.beginRound(now: now)
      queue.endRound(now: now + Self.millisecond, oldest: oldest, limits)
    }
    for at in stride(from: 101, through: 501, by: 50) {
      #expect(!queue.isStanding)
      round(at: UInt64(at), oldest: read)
    }
    #expect(queue.isStanding)
    // What waits now was read just before.
    round(at: 600, oldest: 550 * Self.millisecond)
    #expect(!queue.isStanding)
    round(at: 601, oldest: nil)
    #expect(!queue.isStanding)
  }

  @Test("Health has a lane of its own behind the limit of calls")
  func priority() {
    let limits = AdmissionConfiguration()
    var load = LoopLoad()
    func admits(_ service: String) -> Bool {
      let method = MethodHandler(MethodDescriptor(service: service, name: "Check")) { _ in }
      return limits.admits(method, load, streamsOfConnection: 0)
    }
    load.unaryHandlers = limits.callsPerLoopMax
    #expect(!admits("test.Echo"))
    #expect(admits("grpc.health.v1.Health"))
    load.unaryHandlers += limits.priorityCallsPerLoopMax - 1
    #expect(admits("grpc.health.v1.Health"))
    load.unaryHandlers += 1
    #expect(!admits("grpc.health.v1.Health"))
  }

  @Test(
    "A share is what is free, within its limits",
    arguments: [(0, 100), (50, 100), (100, 60), (140, 20), (155, 10), (1_000, 10)]
  )
  func share(loopBytes: Int, allowance: Int) {
    var share = MemoryShare()
    share.connectionBytesMax = 100
    share.loopBytesMax = 160
    share.connectionBytesMin = 10
    #expect(share.allowance(loopBytes: loopBytes) == allowance)
  }
}
