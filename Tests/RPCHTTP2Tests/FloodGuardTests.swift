import Testing

@testable import HTTP2Engine
@testable import RPCHTTP2

@Suite("What a server forgives and what is a flood")
struct FloodGuardTests {
  private let limits = HTTP2ServerConfiguration()
  private var counters = HTTP2FrameCounters()
  private var flood = FloodGuard()

  private mutating func allows() -> Bool {
    flood.allows(counters, limits: limits, now: { 0 })
  }

  @Test("A PING behind each answer is no flood, however many there are")
  mutating func answered() {
    for number in 1...5_000 {
      counters.messageFramesSent += 1
      counters.pings += 1
      #expect(allows(), "PING \(number)")
    }
  }

  @Test("What was sent excuses as many PINGs as a burst has, and no more")
  mutating func download() {
    counters.messageFramesSent += 100_000
    counters.pings += 2 * limits.floodFramesBurst - 1
    #expect(allows())
    counters.pings += 1
    #expect(allows())
    counters.pings += 1
    #expect(!allows())
  }
}
