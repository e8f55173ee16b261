import RPCCore
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Tasks of the client's own thread", .timeLimit(.minutes(10)))
struct TaskExecutorContractTests {
  /// Threads that were seen.
  private final class Threads: Sendable {
    private let seen = Mutex(Set<pthread_t>())
    var count: Int { seen.withLock { $0.count } }
    func note() {
      seen.withLock { _ = $0.insert(pthread_self()) }
    }
  }

  @Test("Calls go on where they have begun, and only HTTP/2 has such a thread")
  func staysOnThread() async throws {
    let inProcess = try await Transport.inProcess.run(Control.echo) { $0.taskExecutor == nil }
    #expect(inProcess)
    let threads = Threads()
    let sum = try await Transport.http2.run(Control.echo) { client in
      let executor = try #require(ClientPipeline(client).taskExecutor)
      return try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<300 {
          group.addTask(executorPreference: executor) {
            threads.note()
            let answer = try await client.unary([UInt8(number % 256)])
            threads.note()
            return Int(answer[0])
          }
        }
        return try await group.reduce(0, +)
      }
    }
    #expect(sum == (0..<300).reduce(0) { $0 + $1 % 256 })
    #expect(threads.count == 1)
  }

  @Test("Streams, deadlines and cancellations of such tasks end as those of others")
  func otherEnds() async throws {
    let chat = MethodHandler(Control.chat) { call in
      while let message = try await call.stream.nextMessage() {
        try await call.stream.write(message)
      }
    }
    let hang = MethodHandler.unary(Control.unary) { bytes, _ in
      for await _ in AsyncStream<Void>.makeStream().stream {}
      try Task.checkCancellation()
      return bytes
    }
    try await Transport.http2.run(chat, hang) { client in
      let executor = try #require(client.taskExecutor)
      try await withTaskExecutorPreference(executor) {
        let call = try await client.open(Control.chat, options: CallOptions())
        for number in 0..<100 {
          // Above the window of a stream with what is on its way, so that the writer has to wait too.
          let message = [UInt8](repeating: UInt8(number), count: 40_000)
          try await call.write(message)
          #expect(try await call.nextMessage() == message)
        }
        call.finishWriting()
        #expect(try await call.nextMessage() == nil)
        let late = await status {
          try await client.unary([1], CallOptions(timeout: .milliseconds(1)))
        }
        #expect(late?.code == .deadlineExceeded)
        let task = Task(executorPreference: executor) { try await client.unary([1]) }
        task.cancel()
        let error = await outcome { try await task.value }
        #expect(error is CancellationError)
      }
    }
  }
}
