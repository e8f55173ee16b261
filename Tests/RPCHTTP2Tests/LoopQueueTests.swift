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

  @Test("In a standing queue only the calls that have waited are refused")
  func refusals() {
    let limits = AdmissionConfiguration()
    var (queue, now) = Self.queue([600])
    #expect(!queue.refuses(now: now, limits))
    queue.beginRound(now: now)
    #expect(!queue.refuses(now: now + 100 * Self.millisecond, limits))
    #expect(queue.refuses(now: now + 101 * Self.millisecond, limits))
    #expect(queue.arrival(now: now + 101 * Self.millisecond) == now)
  }

  @Test("A queue that does not stand refuses nobody, however late in a round")
  func noRefusals() {
    var (queue, now) = Self.queue([1])
    queue.beginRound(now: now)
    #expect(!queue.refuses(now: now + 10_000 * Self.millisecond, AdmissionConfiguration()))
    queue.endRound(now: now + 1, AdmissionConfiguration())
    #expect(queue.arrival(now: now + 7) == now + 7)
  }

  @Test("Health is asked however long the others wait")
  func priority() {
    let limits = AdmissionConfiguration()
    var load = LoopLoad()
    let (queue, now) = Self.queue([600])
    load.queue = queue
    load.queue.beginRound(now: now)
    let late = now + 200 * Self.millisecond
    func admits(_ service: String, _ load: LoopLoad) -> Bool {
      let method = MethodDescriptor(service: service, name: "Check")
      return limits.admits(method, load, streamsOfConnection: 0, now: late)
    }
    #expect(!admits("test.Echo", load))
    #expect(admits("grpc.health.v1.Health", load))
    load.unaryHandlers = limits.callsPerLoopMax + limits.priorityCallsPerLoopMax - 1
    #expect(admits("grpc.health.v1.Health", load))
    load.unaryHandlers += 1
    #expect(!admits("grpc.health.v1.Health", load))
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
