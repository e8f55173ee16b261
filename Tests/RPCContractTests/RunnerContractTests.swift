import RPCCore
import Testing

/// Calls may share tasks; nobody may notice.
@Suite("Handlers beside each other", .timeLimit(.minutes(10)))
struct RunnerContractTests {
  @Test("A cancelled call cancels none that comes after it", arguments: Transport.allCases)
  func cancellationStays(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      guard bytes == [0] else { return [Task.isCancelled ? 1 : 0] }
      began.fire()
      defer { cancelled.fire() }
      try await waitForCancellation()
      return bytes
    }
    try await transport.run(handler) { (client) async throws in
      #expect(try await client.unary([1]) == [0])
      let call = Task { try await client.unary([0]) }
      await began.wait()
      #expect(try await client.unary([2]) == [0])
      call.cancel()
      await cancelled.wait()
      for _ in 0..<100 { #expect(try await client.unary([3]) == [0]) }
    }
  }

  @Test("Handlers that wait do not hold up others", arguments: Transport.allCases)
  func waitingHandlers(transport: Transport) async throws {
    let (gate, last) = (Signal(), 100)
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      if bytes == [UInt8(last)] { gate.fire() } else { await gate.wait() }
      return bytes
    }
    try await transport.run(handler) { (client) async throws in
      try await withThrowingTaskGroup(of: [UInt8].self) { calls in
        for number in 0...UInt8(last) { calls.addTask { try await client.unary([number]) } }
        var answers: Set<[UInt8]> = []
        for try await answer in calls { answers.insert(answer) }
        #expect(answers.count == last + 1)
      }
    }
  }

  @Test(
    "A handler that goes elsewhere and fails ends its own call only",
    arguments: Transport.allCases
  )
  func elsewhere(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      if bytes[0] % 2 == 0 { await Task.detached {}.value }
      if bytes[0] % 3 == 0 { throw RPCError(.notFound, "\(bytes[0])") }
      return bytes
    }
    try await transport.run(handler) { (client) async throws in
      for number in 0..<UInt8(60) {
        if number % 3 == 0 {
          #expect(await status { try await client.unary([number]) }?.message == "\(number)")
        } else {
          #expect(try await client.unary([number]) == [number])
        }
      }
    }
  }
}
