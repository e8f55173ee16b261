import RPCCore
import Testing

@testable import RPCHTTP2

/// An event loop that reads its connections in rounds and has time for so many calls, with clients
/// that offer more: nothing but the rules of admission is real.
@Suite("What is answered in time when more is asked for than can be served")
struct OverloadSimulationTests {
  /// What a call and a refusal take of the loop, and who asks.
  struct Plan: Sendable, CustomTestStringConvertible {
    var call: Duration
    var refusal: Duration
    var connections = 32
    /// Calls that a connection may have under way; above it a client keeps its call to itself.
    var streams = 120
    var timeout: Duration = .seconds(1)

    var testDescription: String {
      "\(connections) connections, call \(call), refusal \(refusal), timeout \(timeout)"
    }
  }

  struct Outcome {
    var served = 0
    var inTime = 0
    var refused = 0
  }

  private static func nanoseconds(_ duration: Duration) -> UInt64 {
    Deadline(timeout: duration, now: 0).uptimeNanoseconds
  }

  /// Offers so many times what can be served for 45 seconds, and counts the last 30.
  private static func run(_ plan: Plan, times: Double) -> Outcome {
    let limits = AdmissionConfiguration()
    let (call, refusal) = (nanoseconds(plan.call), nanoseconds(plan.refusal))
    let timeout = nanoseconds(plan.timeout)
    let begin: UInt64 = 1_000_000_000
    let (counted, end) = (begin + 15_000_000_000, begin + 45_000_000_000)
    var waiting = [[UInt64]](repeating: [], count: plan.connections)
    var outcome = Outcome()
    var queue = LoopQueue()
    var now = begin
    var offered = 0
    /// What clients have begun by now, on one connection after the other.
    func arrive() {
      while Double(offered) < Double(now - begin) / Double(call) * times {
        let at = begin + UInt64(Double(offered) * Double(call) / times)
        let connection = offered % plan.connections
        if waiting[connection].count < plan.streams { waiting[connection].append(at) }
        offered += 1
      }
    }
    while now < end {
      arrive()
      guard waiting.contains(where: { !$0.isEmpty }) else {
        now += call
        continue
      }
      queue.beginRound(now: now)
      for connection in waiting.indices {
        arrive()
        // All that one read takes; what is offered meanwhile finds room when it has been answered.
        let calls = waiting[connection]
        for begun in calls {
          let arrival = queue.arrival(now: now)
          let isRefused =
            queue.isLate(since: arrival, now: now, limits)
            && LoopQueue.refuses(timeout: timeout, waited: now - arrival)
          now += isRefused ? refusal : call
          guard now >= counted else { continue }
          outcome.refused += isRefused ? 1 : 0
          outcome.served += isRefused ? 0 : 1
          outcome.inTime += !isRefused && now - begun <= timeout ? 1 : 0
        }
        waiting[connection].removeFirst(calls.count)
      }
      queue.endRound(now: now, limits)
    }
    return outcome
  }

  @Test(
    "At up to three times what can be served, nine tenths of it are answered in time",
    arguments: [
      // A debug build with the clients of Scripts/bench saturation.
      Plan(call: .microseconds(177), refusal: .microseconds(55)),
      // Refusals at the price of a release build, and as many calls under way as fill half of their
      // time, all of it, and more of it than there is.
      Plan(call: .microseconds(100), refusal: .microseconds(15), connections: 40),
      Plan(call: .microseconds(100), refusal: .microseconds(15), connections: 60),
      Plan(call: .microseconds(100), refusal: .microseconds(15), connections: 80),
      Plan(
        call: .microseconds(100),
        refusal: .microseconds(10),
        connections: 600,
        timeout: .seconds(10)
      ),
    ],
    [1.0, 2.0, 3.0]
  )
  func goodput(plan: Plan, times: Double) {
    let outcome = Self.run(plan, times: times)
    let capacity = Duration.seconds(30) / plan.call
    #expect(Double(outcome.inTime) >= 0.9 * capacity, "\(outcome) of \(capacity)")
  }
}
