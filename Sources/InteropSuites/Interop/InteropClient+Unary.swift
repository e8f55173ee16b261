import InteropMessages
import ProtobufEngine
import RPCCore

/// The cases with one message in each direction.
extension InteropClient {
  func emptyUnary() async throws {
    let response: GRPCTesting.Empty = try await transport.unaryCall(
      Self.methods.emptyCall,
      GRPCTesting.Empty(),
      options: CallOptions()
    )
    try expect(response == GRPCTesting.Empty(), "The response is not empty.")
  }

  func largeUnary(_ transport: any ClientTransport) async throws {
    try await largeUnary(transport, CallOptions(), Self.largeRequestBytes, Self.largeResponseBytes)
  }

  private func largeUnary(
    _ transport: any ClientTransport,
    _ options: CallOptions,
    _ requestBytes: Int,
    _ responseBytes: Int
  ) async throws {
    let request = GRPCTesting.SimpleRequest(
      responseSize: Int32(clamping: responseBytes),
      payload: Self.payload(requestBytes)
    )
    let response: GRPCTesting.SimpleResponse = try await transport.unaryCall(
      Self.methods.unaryCall,
      request,
      options: options
    )
    try check(response, responseBytes)
  }

  private func check(
    _ response: GRPCTesting.SimpleResponse,
    _ responseBytes: Int = largeResponseBytes
  ) throws {
    let body = response.payload?.body ?? []
    try expect(body.count == responseBytes, "The payload has \(body.count) bytes.")
    try expect(body.allSatisfy { $0 == 0 }, "The payload has other bytes than zero.")
  }

  /// All calls of a connection go to one server.
  func pickFirstUnary() async throws {
    var servers: Set<String> = []
    for _ in 0..<20 {
      let response: GRPCTesting.SimpleResponse = try await transport.unaryCall(
        Self.methods.unaryCall,
        GRPCTesting.SimpleRequest(fillServerId: true),
        options: CallOptions()
      )
      servers.insert(response.serverId)
    }
    try expect(!servers.contains(""), "The server has not said who it is.")
    try expect(servers.count == 1, "\(servers.count) servers have answered.")
  }

  func clientCompressedUnary() async throws {
    // A server that does not look at the compression cannot be tested.
    try await expect(.invalidArgument) {
      _ = try await unary(expectsCompressed: true, isCompressed: false)
    }
    _ = try await unary(expectsCompressed: true, isCompressed: true)
    _ = try await unary(expectsCompressed: false, isCompressed: false)
  }

  private func unary(expectsCompressed: Bool, isCompressed: Bool) async throws {
    let request = GRPCTesting.SimpleRequest(
      responseSize: Int32(Self.largeResponseBytes),
      payload: Self.payload(Self.largeRequestBytes),
      expectCompressed: GRPCTesting.BoolValue(value: expectsCompressed)
    )
    let response: GRPCTesting.SimpleResponse = try await transport.unaryCall(
      Self.methods.unaryCall,
      request,
      options: CallOptions(compressesRequests: isCompressed)
    )
    try check(response)
  }

  func serverCompressedUnary() async throws {
    for wish in [true, false] {
      let request = GRPCTesting.SimpleRequest(
        responseSize: Int32(Self.largeResponseBytes),
        payload: Self.payload(Self.largeRequestBytes),
        responseCompressed: GRPCTesting.BoolValue(value: wish)
      )
      let call = try await transport.open(Self.methods.unaryCall, options: CallOptions())
      try await call.write(try ClientCoding.encode(request))
      call.finishWriting()
      let bytes = try await call.onlyMessage()
      try expect(
        call.responseWasCompressed == wish,
        "The response is \(wish ? "not " : "")compressed."
      )
      try check(try ClientCoding.decode(GRPCTesting.SimpleResponse.self, bytes))
    }
  }

  func statusCodeAndMessage() async throws {
    try await expectStatus(2, "test status message")
    let message = "test status message"
    let call = try await transport.open(Self.methods.fullDuplexCall, options: CallOptions())
    let request = GRPCTesting.StreamingOutputCallRequest(
      responseStatus: GRPCTesting.EchoStatus(code: 2, message: message)
    )
    let bytes = try ClientCoding.encode(request)
    try await expectStatus(message) {
      // Writing throws the status too, if the answer is there first.
      try await call.write(bytes)
      call.finishWriting()
      while try await call.nextMessage() != nil {}
    }
  }

  func specialStatusMessage() async throws {
    try await expectStatus(
      2,
      "\t\ntest with whitespace\r\nand Unicode BMP \u{263A} and non-BMP \u{1F608}\t\n"
    )
  }

  private func expectStatus(_ code: Int32, _ message: String) async throws {
    let request = GRPCTesting.SimpleRequest(
      responseStatus: GRPCTesting.EchoStatus(code: code, message: message)
    )
    try await expectStatus(message) {
      let _: GRPCTesting.SimpleResponse = try await transport.unaryCall(
        Self.methods.unaryCall,
        request,
        options: CallOptions()
      )
    }
  }

  private func expectStatus(_ message: String, _ action: () async throws -> Void) async throws {
    try await expect(.unknown) {
      do {
        try await action()
      } catch let error as RPCError {
        try expect(
          error.message.unicodeScalars.elementsEqual(message.unicodeScalars),
          "The status message is \(error.message.debugDescription)."
        )
        throw error
      }
    }
  }

  func unimplemented(service: String) async throws {
    let method = MethodDescriptor(service: service, name: "UnimplementedCall")
    try await expect(.unimplemented) {
      let _: GRPCTesting.Empty = try await transport.unaryCall(
        method,
        GRPCTesting.Empty(),
        options: CallOptions()
      )
    }
  }

  /// Makes many large calls one after the other, on connections that `connect` gives.
  func runSoak(_ connect: () -> any ClientTransport) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    var failures = 0
    for iteration in 0..<soak.iterations {
      let begun = clock.now
      try expect(
        begun - start < soak.timeout,
        "\(iteration) of \(soak.iterations) calls were made within \(soak.timeout)."
      )
      do {
        let options = CallOptions(timeout: soak.timeout)
        try await largeUnary(connect(), options, soak.requestBytes, soak.responseBytes)
        if clock.now - begun > soak.latencyMax { failures += 1 }
      } catch {
        failures += 1
      }
      if clock.now - begun < soak.pause { try await clock.sleep(until: begun + soak.pause) }
    }
    try expect(
      failures <= soak.failuresMax,
      "\(failures) of \(soak.iterations) calls failed or were slow."
    )
  }
}
