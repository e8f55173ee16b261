import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import RPCHTTP2

@Suite("The pipe of a loop to itself")
struct SelfPipeTests {
  /// What happened on the loop, in order.
  private final class Events: Sendable {
    let names = Mutex<[String]>([])
    func add(_ name: String) { names.withLock { $0.append(name) } }
  }

  @Test("Goes on behind what the loop had to do, once for each time it was asked")
  func look() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = loops.next()
    let events = Events()
    let (looks, report) = AsyncStream.makeStream(of: Void.self)
    let pipe = try #require(
      await SelfPipe.open(on: loop) {
        events.add("look")
        report.yield()
      }
    )
    var iterator = looks.makeAsyncIterator()
    for _ in 0..<2 {
      let isOpen = try await loop.submit {
        let isOpen = pipe.look()
        loop.execute { events.add("task") }
        return isOpen
      }.get()
      #expect(isOpen)
      await iterator.next()
    }
    #expect(events.names.withLock { $0 } == ["task", "look", "task", "look"])
    try await loops.shutdownGracefully()
  }

  @Test("Is closed with its loop, and says so")
  func end() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = loops.next()
    let events = Events()
    let pipe = try #require(await SelfPipe.open(on: loop) { events.add("look") })
    try await loops.shutdownGracefully()
    // The loop is over, so that nothing else touches the pipe.
    #expect(!pipe.look())
    // Whoever was waiting is told.
    #expect(events.names.withLock { $0 } == ["look"])
  }
}
