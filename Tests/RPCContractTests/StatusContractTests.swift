import RPCCore
import Testing

@Suite("How a call ends", .timeLimit(.minutes(10)))
struct StatusContractTests {
  struct Secret: Error {}

  @Test(
    "[S18] [C18] A written error arrives with its text, details and metadata",
    arguments: Transport.allCases
  )
  func details(transport: Transport) async throws {
    let details: [RPCError.Detail] = [
      .errorInfo(reason: "TOO_LATE", domain: "motcua", metadata: ["day": "2"]),
      .badRequest([.init(field: "a.b[0]", description: "It is empty.")]),
      .preconditionFailure([.init(type: "T", subject: "s", description: "d")]),
      .retryInfo(delay: .milliseconds(1_500)),
      .localizedMessage(locale: "vi", message: "Hồ sơ đã hết hạn."),
    ]
    var metadata = Metadata()
    metadata.append("why", text: "because")
    let thrown = RPCError(
      .failedPrecondition,
      "Hồ sơ: 100 % \u{7}\n",
      details: details,
      metadata: metadata
    )
    let handler = MethodHandler.unary(Control.unary) { _, _ in throw thrown }
    let error = try await transport.run(handler) { client in
      await status { try await client.unary([1]) }
    }
    #expect(error?.code == .failedPrecondition)
    #expect(error?.message == thrown.message)
    #expect(error?.details == details)
    #expect(error?.metadata.text("why") == "because")
    #expect(error?.origin == .remote)
    #expect(error?.reason == "TOO_LATE")
  }

  @Test("Every code arrives as itself", arguments: Transport.allCases)
  func codes(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      guard let code = RPCError.Code(rawValue: Int(bytes[0])) else { return bytes }
      throw RPCError(code, "")
    }
    let codes = try await transport.run(handler) { client in
      var codes: [Int?] = []
      for code in UInt8(0)...16 {
        codes.append(await status { try await client.unary([code]) }?.code.rawValue)
      }
      return codes
    }
    #expect(codes == [nil] + (1...16).map { $0 })
  }

  @Test(
    "[S22] What was not written for the caller has no text on the wire",
    arguments: Transport.allCases,
    [
      (Secret() as any Error & Sendable, RPCError.Code.unknown),
      (CancellationError(), .cancelled),
      (RPCError(.notFound, "of another server", origin: .remote), .internal),
    ] as [(any Error & Sendable, RPCError.Code)]
  )
  func foreignErrors(
    transport: Transport,
    expected: (thrown: any Error & Sendable, code: RPCError.Code)
  ) async throws {
    let handler = MethodHandler.unary(Control.unary) { _, _ in throw expected.thrown }
    let error = try await transport.run(handler) { client in
      await status { try await client.unary([1]) }
    }
    #expect(error?.code == expected.code)
    #expect(error?.message == "")
  }

  @Test(
    "[S21] [C21] Messages that were sent before an error are delivered before it",
    arguments: Transport.allCases
  )
  func order(transport: Transport) async throws {
    let handler = MethodHandler(Control.download) { call in
      _ = try await call.stream.onlyMessage()
      for number in UInt8(1)...3 { try await call.stream.write([number]) }
      throw RPCError(.aborted, "after three")
    }
    let (messages, error) = try await transport.run(handler) { client in
      let call = try await client.open(Control.download, options: CallOptions())
      try await call.write([0])
      call.finishWriting()
      var messages: [[UInt8]] = []
      let error = await status {
        while let message = try await call.nextMessage() { messages.append(message) }
      }
      return (messages, error)
    }
    #expect(messages == [[1], [2], [3]])
    #expect(error?.code == .aborted)
  }

  @Test(
    "A handler that sends no message where one is due is INTERNAL or UNIMPLEMENTED",
    arguments: Transport.allCases
  )
  func noResponse(transport: Transport) async throws {
    let handler = MethodHandler(Control.unary) { _ in }
    let error = try await transport.run(handler) { client in
      await status { try await client.unary([1]) }
    }
    #expect([.internal, .unimplemented].contains(error?.code))
  }

  @Test(
    "Interceptors run outermost first and may refuse before anything is read",
    arguments: Transport.allCases
  )
  func interceptors(transport: Transport) async throws {
    struct Named: ServerInterceptor {
      let name: String
      let log: Box<[String]>
      func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
        log.update { $0.append(name) }
        if call.context.metadata.text("refuse") == name {
          throw RPCError(.unauthenticated, "refused by \(name)")
        }
        call.context.set(name)
        try await next(call)
      }
    }
    let log = Box<[String]>([])
    let handler = MethodHandler.unary(Control.unary) { bytes, context in
      log.update { $0.append("handler sees \(context.value(of: String.self) ?? "nothing")") }
      return bytes
    }
    let router = try Router(
      services: [ServiceDefinition(name: Control.name, methods: [handler])],
      interceptors: [Named(name: "outer", log: log), Named(name: "inner", log: log)]
    )
    let error = try await transport.run(router) { client, _ in
      _ = try await client.unary([1])
      var options = CallOptions()
      options.metadata.append("refuse", text: "inner")
      let final = options
      return await status { try await client.unary([1], final) }
    }
    #expect(log.value == ["outer", "inner", "handler sees inner", "outer", "inner"])
    #expect(error?.code == .unauthenticated)
    #expect(error?.message == "refused by inner")
  }

  @Test("Observers see every call from beginning to end", arguments: Transport.allCases)
  func observers(transport: Transport) async throws {
    let observer = RecordingObserver()
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      if bytes.isEmpty { throw RPCError(.notFound, "nothing") }
      return bytes + bytes
    }
    let router = try Router(
      services: [ServiceDefinition(name: Control.name, methods: [handler])],
      observers: [observer]
    )
    try await transport.run(router) { client, _ in
      _ = try await client.unary([1, 2])
      _ = await status { try await client.unary([]) }
    }
    #expect(
      observer.log.value == [
        "started Unary", "received 2", "sent 4", "finished OK",
        "started Unary", "received 0", "finished NOT_FOUND",
      ]
    )
  }
}

/// Writes down what it is told.
final class RecordingObserver: ServerObserver {
  let log = Box<[String]>([])

  func started(_ call: ObservedServerCall) { note("started \(call.method.name)") }
  func received(_ call: ObservedServerCall, bytes: Int) { note("received \(bytes)") }
  func sent(_ call: ObservedServerCall, bytes: Int) { note("sent \(bytes)") }
  func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
    note("finished \(error?.code.description ?? "OK")")
  }

  private func note(_ line: String) {
    log.update { $0.append(line) }
  }
}
