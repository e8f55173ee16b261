import RPCCore
import Testing

@Suite("Interceptors of the client", .timeLimit(.minutes(10)))
struct ClientInterceptorContractTests {
  /// Adds its name to the metadata, or refuses.
  struct Named: ClientInterceptor {
    let name: String
    let log: Box<[String]>

    func intercept(
      _ call: ClientCall,
      next: ClientCall.Opener
    ) async throws -> any ClientCallStream {
      log.update { $0.append(name) }
      if call.options.metadata.text("refuse") == name {
        throw RPCError(.failedPrecondition, "refused by \(name)")
      }
      var call = call
      call.options.metadata.append("by", text: name)
      return try await next(call)
    }
  }

  @Test(
    "They run outermost first and what they set reaches the server",
    arguments: Transport.allCases
  )
  func order(transport: Transport) async throws {
    let log = Box<[String]>([])
    let handler = MethodHandler.unary(Control.unary) { bytes, context in
      for case .text(let name) in context.metadata.values("by") {
        log.update { $0.append("handler sees \(name)") }
      }
      return bytes
    }
    try await transport.run(handler) { client in
      let pipeline = ClientPipeline(
        client,
        interceptors: [Named(name: "outer", log: log), Named(name: "inner", log: log)]
      )
      let answer = try await pipeline.unary([7])
      #expect(answer == [7])
    }
    #expect(log.value == ["outer", "inner", "handler sees outer", "handler sees inner"])
  }

  @Test("They may refuse, and observers are told of it", arguments: Transport.allCases)
  func refusal(transport: Transport) async throws {
    let log = Box<[String]>([])
    let watcher = ObserverContractTests.ClientWatcher()
    try await transport.run(Control.echo) { client in
      let pipeline = ClientPipeline(
        client,
        interceptors: [Named(name: "outer", log: log), Named(name: "inner", log: log)],
        observers: [watcher]
      )
      var options = CallOptions()
      options.metadata.append("refuse", text: "outer")
      let final = options
      let error = await status { try await pipeline.unary([1], final) }
      #expect(error?.message == "refused by outer")
    }
    #expect(log.value == ["outer"])
    #expect(watcher.ends == ["started", "finished FAILED_PRECONDITION"])
  }

  @Test("Without any, streams go through unchanged", arguments: Transport.allCases)
  func nothing(transport: Transport) async throws {
    let echo = MethodHandler(Control.chat) { call in
      while let message = try await call.stream.nextMessage() {
        try await call.stream.write(message)
      }
    }
    try await transport.run(echo) { client in
      let call = try await ClientPipeline(client).open(Control.chat, options: CallOptions())
      for number in UInt8(1)...3 {
        try await call.write([number])
        let answer = try await call.nextMessage()
        #expect(answer == [number])
      }
      call.finishWriting()
      let end = try await call.nextMessage()
      #expect(end == nil)
    }
  }
}
