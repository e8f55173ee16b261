import RPCCore
import Testing

@Suite("Cancellation and deadlines", .timeLimit(.minutes(10)))
struct CancellationContractTests {
  /// What a handler does until its task is cancelled.
  enum Wait: CaseIterable, Sendable {
    case doingNothing
    case reading
    case writing
    case inChildTask
  }

  /// A handler that tells when it has begun and when its task was cancelled.
  private func handler(_ wait: Wait, began: Signal, cancelled: Signal) -> MethodHandler {
    MethodHandler(Control.chat) { call in
      began.fire()
      defer { if Task.isCancelled { cancelled.fire() } }
      switch wait {
      case .doingNothing: try await waitForCancellation()
      case .reading: while try await call.stream.nextMessage() != nil {}
      case .writing:
        while true { try await call.stream.write([UInt8](repeating: 0, count: 50_000)) }
      case .inChildTask:
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await waitForCancellation() }
          try await group.waitForAll()
        }
      }
    }
  }

  @Test(
    "[S24] [C24] A client that cancels cancels the handler's task",
    arguments: Transport.allCases,
    Wait.allCases
  )
  func clientCancels(transport: Transport, wait: Wait) async throws {
    let (began, cancelled) = (Signal(), Signal())
    try await transport.run(handler(wait, began: began, cancelled: cancelled)) { client in
      let call = try await client.open(Control.chat, options: CallOptions())
      await began.wait()
      call.cancel()
      await cancelled.wait()
      #expect(await status { while try await call.nextMessage() != nil {} }?.code == .cancelled)
    }
  }

  @Test("A client that lets go of a call cancels it", arguments: Transport.allCases)
  func clientForgets(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    try await transport.run(handler(.doingNothing, began: began, cancelled: cancelled)) { client in
      var call: (any ClientCallStream)? = try await client.open(
        Control.chat,
        options: CallOptions()
      )
      await began.wait()
      #expect(call != nil)
      call = nil
      await cancelled.wait()
    }
  }

  @Test("Cancelling the task of a unary call cancels the handler", arguments: Transport.allCases)
  func taskCancelled(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      began.fire()
      defer { if Task.isCancelled { cancelled.fire() } }
      try await waitForCancellation()
      return bytes
    }
    try await transport.run(handler) { client in
      let call = Task { try await client.unary([1]) }
      await began.wait()
      call.cancel()
      await #expect(throws: CancellationError.self) { try await call.value }
      await cancelled.wait()
    }
  }

  @Test("A call of a cancelled task is not made", arguments: Transport.allCases)
  func cancelledBefore(transport: Transport) async throws {
    try await transport.run(Control.echo) { client in
      let mayCall = Signal()
      let call = Task {
        await mayCall.wait()
        return try await client.unary([1])
      }
      call.cancel()
      mayCall.fire()
      await #expect(throws: CancellationError.self) { try await call.value }
    }
  }

  @Test(
    "[S35] A deadline cancels the handler, whatever it throws then",
    arguments: Transport.allCases
  )
  func deadline(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    let handler = MethodHandler.unary(Control.unary) { _, context in
      began.fire()
      #expect(context.deadline != nil)
      do {
        try await waitForCancellation()
      } catch {
        cancelled.fire()
      }
      throw RPCError(.dataLoss, "must not be seen")
    }
    try await transport.run(handler) { client in
      // On a busy machine the deadline may pass before the handler begins: then again, longer.
      var timeout = Duration.milliseconds(20)
      while !began.hasFired {
        let options = CallOptions(timeout: timeout)
        #expect(await status { try await client.unary([1], options) }?.code == .deadlineExceeded)
        timeout *= 2
      }
      await cancelled.wait()
    }
  }

  @Test("The server's own limit holds where the caller sets none", arguments: Transport.allCases)
  func deadlineCap(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      try await waitForCancellation()
      return bytes
    }
    let limits = Limits(unaryTimeoutMax: .milliseconds(20))
    let error = try await transport.run(handler, limits: limits) { client in
      await status { try await client.unary([1]) }
    }
    #expect(error?.code == .deadlineExceeded)
    #expect(error?.origin == .remote)
  }

  @Test("A deadline in the past ends the call before it begins", arguments: Transport.allCases)
  func pastDeadline(transport: Transport) async throws {
    try await transport.run(Control.echo) { client in
      _ = try await client.unary([1])
      for timeout in [Duration.zero, .seconds(-1)] {
        let error = await status { try await client.unary([1], CallOptions(timeout: timeout)) }
        #expect(error?.code == .deadlineExceeded)
      }
    }
  }

  @Test("A deadline ends a stream that is being read", arguments: Transport.allCases)
  func streamDeadline(transport: Transport) async throws {
    let (began, cancelled) = (Signal(), Signal())
    try await transport.run(handler(.reading, began: began, cancelled: cancelled)) { client in
      let options = CallOptions(timeout: .milliseconds(30))
      // The deadline may come before the stream is open; the outcome is the same.
      let error = await status {
        let call = try await client.open(Control.chat, options: options)
        #expect(await status { try await call.nextMessage() }?.code == .deadlineExceeded)
        try await call.write([1])
      }
      #expect(error?.code == .deadlineExceeded)
      if began.hasFired { await cancelled.wait() }
    }
  }

  @Test(
    "A handler that ends by a cancelled child is CANCELLED, not UNKNOWN",
    arguments: Transport.allCases
  )
  func childCancelled(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      let child = Task { try await waitForCancellation() }
      child.cancel()
      try await child.value
      return bytes
    }
    let error = try await transport.run(handler) { client in
      await status { try await client.unary([1]) }
    }
    #expect(error?.code == .cancelled)
  }
}
