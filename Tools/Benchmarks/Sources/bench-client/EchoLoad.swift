import InteropMessages
import RPCCore
import RPCHTTP2

/// An echo of 63 bytes over one connection, with metadata and a deadline, some calls at a time.
struct EchoLoad: Sendable {
  private let transport: HTTP2ClientTransport
  private let client: GRPCTesting.TestServiceClient
  private let isOnLoop: Bool
  private let concurrency: Int
  private let options: CallOptions
  private let request = GRPCTesting.SimpleRequest(
    payload: GRPCTesting.Payload(body: [UInt8](repeating: UInt8(ascii: "x"), count: 59))
  )

  /// With `isOnLoop` the callers are tasks of the client's own thread.
  init(port: Int, concurrency: Int, isOnLoop: Bool) {
    transport = HTTP2ClientTransport(host: "127.0.0.1", port: port)
    client = GRPCTesting.TestServiceClient(transport)
    self.isOnLoop = isOnLoop
    self.concurrency = concurrency
    var metadata = Metadata()
    metadata.append("x-tenant", text: "motcua")
    options = CallOptions(timeout: .seconds(10), metadata: metadata)
  }

  /// Makes so many calls and returns how long each took, in nanoseconds, or nothing if nobody wants to
  /// know: the memory for it would be taken for the client's.
  ///
  /// - Throws: `RPCError` of the first call that fails, or for an answer that is no echo.
  @discardableResult
  func run(calls: Int, keepsTimes: Bool = false) async throws -> [UInt32] {
    try await withThrowingTaskGroup(of: [UInt32].self) { group in
      for worker in 0..<concurrency {
        let share = calls / concurrency + (worker < calls % concurrency ? 1 : 0)
        guard isOnLoop else {
          // Without a word of executors, as most callers are; a preference for none has its price, too.
          group.addTask { try await self.work(share, keepsTimes: keepsTimes) }
          continue
        }
        group.addTask(executorPreference: transport.taskExecutor) {
          try await self.work(share, keepsTimes: keepsTimes)
        }
      }
      var times: [UInt32] = []
      if keepsTimes { times.reserveCapacity(calls) }
      for try await some in group { times += some }
      return times
    }
  }

  private func work(_ calls: Int, keepsTimes: Bool) async throws -> [UInt32] {
    let clock = SystemCallClock()
    var times: [UInt32] = []
    if keepsTimes { times.reserveCapacity(calls) }
    for _ in 0..<calls {
      let begun = keepsTimes ? clock.uptimeNanoseconds : 0
      let response = try await client.unaryCall(request, options: options)
      if keepsTimes { times.append(UInt32(clamping: clock.uptimeNanoseconds - begun)) }
      guard response.payload == request.payload else {
        throw RPCError(.dataLoss, "The answer is no echo.")
      }
    }
    return times
  }
}
