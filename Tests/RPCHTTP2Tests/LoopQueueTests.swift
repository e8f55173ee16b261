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
    #expect(!queue.isLate(now: now, limits))
    queue.beginRound(now: now)
    #expect(!queue.isLate(now: now + 100 * Self.millisecond, limits))
    #expect(queue.isLate(now: now + 101 * Self.millisecond, limits))
    #expect(queue.arrival(now: now + 101 * Self.millisecond) == now)
  }

  @Test(
    "A late call is refused when three quarters of its time are over, or it has set none",
    arguments: [(nil, true), (134, true), (135, false), (1_000, false)] as [(UInt64?, Bool)]
  )
  func refusals(timeout: UInt64?, isRefused: Bool) {
    var (queue, now) = Self.queue([600])
    queue.beginRound(now: now)
    let timeout = timeout.map { $0 * Self.millisecond }
    let late = now + 101 * Self.millisecond
    #expect(queue.refuses(timeout: timeout, now: late) == isRefused)
  }

  @Test("In a queue that does not stand no call is late, however late in a round it is")
  func noRefusals() {
    var (queue, now) = Self.queue([1])
    queue.beginRound(now: now)
    #expect(!queue.isLate(now: now + 10_000 * Self.millisecond, AdmissionConfiguration()))
    queue.endRound(now: now + 1, AdmissionConfiguration())
    #expect(queue.arrival(now: now + 7) == now + 7)
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
