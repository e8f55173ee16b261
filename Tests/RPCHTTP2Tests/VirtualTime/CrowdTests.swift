import HTTP2Engine
import NIOCore
import NIOEmbedded
import RPCCore
import Synchronization
import Testing
import WireHarness

@testable import RPCHTTP2

@Suite("Callers who are woken together")
struct CrowdTests {
  /// A pool whose only thread may be busy.
  private final class BusyPool: TaskExecutor {
    private struct State {
      var isBusy = false
      var jobs: [UnownedJob] = []
    }

    private let loop: EmbeddedEventLoop
    private let state = Mutex(State())

    init(_ loop: VirtualLoop) { self.loop = loop.eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      let waits = state.withLock { state in
        if state.isBusy { state.jobs.append(job) }
        return state.isBusy
      }
      if !waits { loop.execute { self.run(job) } }
    }

    func becomeBusy() { state.withLock { $0.isBusy = true } }

    func becomeFree() {
      let jobs = state.withLock { state in
        defer { state = State() }
        return state.jobs
      }
      for job in jobs { run(job) }
    }

    private func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  /// Callers of two calls in a row each, the last of whom has the busy thread.
  private final class Callers {
    let loop = VirtualLoop()
    let peer: VirtualPeer
    let client: VirtualClient
    let pool: BusyPool
    var calls: [VirtualTask<[UInt8]>] = []
    var last: Task<Void, Never>?

    init(_ count: Int) throws {
      let peer = try VirtualPeer(.server)
      let loop = loop
      self.peer = peer
      client = VirtualClient(loop: loop) { _ in .peer(peer, on: loop) }
      pool = BusyPool(loop)
      let transport = client.transport
      for _ in 1..<count {
        calls.append(
          loop.begin {
            _ = try await transport.unary(TestService.hang, [1], options: CallOptions())
            return try await transport.unary(TestService.hang, [2], options: CallOptions())
          }
        )
      }
      last = Task.immediate(executorPreference: pool) {
        _ = try? await transport.unary(TestService.hang, [1], options: CallOptions())
      }
      loop.run()
      pool.becomeBusy()
    }

    /// Answers all requests so far in one piece.
    func answerAll() {
      for stream in peer.requests {
        peer.session.submitResponse(
          stream,
          HTTP2HeaderList(TestService.head),
          endStream: false
        )
        _ = framed([9]).withUnsafeBytes { peer.session.submitData(stream, $0, endStream: false) }
        peer.session.submitTrailers(stream, HTTP2HeaderList(TestService.ok))
      }
      peer.flush()
      loop.run()
    }
  }

  @Test("What they ask for next goes when the last of them has a thread")
  func gathered() throws {
    let callers = try Callers(ClientHandover.crowdMin)
    #expect(callers.peer.requests.count == 4)
    callers.answerAll()
    #expect(callers.peer.requests.count == 4)
    callers.pool.becomeFree()
    callers.loop.run()
    #expect(callers.peer.requests.count == 7)
  }

  @Test("A caller who finds no thread holds the others up no longer than it is said")
  func stuck() throws {
    let callers = try Callers(ClientHandover.crowdMin)
    callers.answerAll()
    callers.loop.advance(.milliseconds(4))
    #expect(callers.peer.requests.count == 4)
    callers.loop.advance(.milliseconds(1))
    #expect(callers.peer.requests.count == 7)
    callers.pool.becomeFree()
  }

  @Test("Who comes while nobody is awaited any more waits for nobody")
  func later() throws {
    let callers = try Callers(ClientHandover.crowdMin)
    callers.answerAll()
    callers.loop.advance(.milliseconds(5))
    #expect(callers.client.call(TestService.hang).result == nil)
    #expect(callers.peer.requests.count == 8)
    callers.pool.becomeFree()
  }

  @Test("A few wait for nobody")
  func few() throws {
    let callers = try Callers(ClientHandover.crowdMin - 1)
    callers.answerAll()
    #expect(callers.peer.requests.count == 5)
    callers.pool.becomeFree()
  }
}
