import InteropMessages
import ProtobufEngine
import RPCCore
import Synchronization

/// The cases with streams.
extension InteropClient {
  private static let requestSizes = [27_182, 8, 1_828, 45_904]
  private static let responseSizes: [Int32] = [31_415, 9, 2_653, 58_979]

  func clientStreaming() async throws {
    let response: GRPCTesting.StreamingInputCallResponse = try await transport.clientStreamingCall(
      Self.methods.streamingInputCall,
      options: CallOptions()
    ) { requests in
      for size in Self.requestSizes {
        try await requests.write(
          GRPCTesting.StreamingInputCallRequest(payload: Self.payload(size))
        )
      }
    }
    let sum = response.aggregatedPayloadSize
    try expect(sum == 74_922, "The server has counted \(sum) bytes of 74922.")
  }

  func clientCompressedStreaming() async throws {
    try await expect(.invalidArgument) {
      _ = try await compressedStream([(27_182, expects: true, isPlain: true)])
    }
    let sum = try await compressedStream([
      (27_182, expects: true, isPlain: false), (45_904, expects: false, isPlain: true),
    ])
    try expect(sum == 73_086, "The server has counted \(sum) bytes of 73086.")
  }

  private func compressedStream(
    _ messages: [(size: Int, expects: Bool, isPlain: Bool)]
  ) async throws -> Int32 {
    let call = try await transport.open(
      Self.methods.streamingInputCall,
      options: CallOptions(compressesRequests: true)
    )
    for message in messages {
      let bytes = try ClientCoding.encode(
        GRPCTesting.StreamingInputCallRequest(
          payload: Self.payload(message.size),
          expectCompressed: GRPCTesting.BoolValue(value: message.expects)
        )
      )
      if message.isPlain {
        try await call.writePlain(bytes)
      } else {
        try await call.write(bytes)
      }
    }
    call.finishWriting()
    let response = try await call.onlyMessage()
    return try ClientCoding.decode(GRPCTesting.StreamingInputCallResponse.self, response)
      .aggregatedPayloadSize
  }

  private static func parameters(
    _ sizes: [Int32],
    compressed: [Bool]? = nil
  ) -> [GRPCTesting.ResponseParameters] {
    sizes.indices.map { index in
      GRPCTesting.ResponseParameters(
        size: sizes[index],
        compressed: compressed.map { GRPCTesting.BoolValue(value: $0[index]) }
      )
    }
  }

  func serverStreaming() async throws {
    let request = GRPCTesting.StreamingOutputCallRequest(
      responseParameters: Self.parameters(Self.responseSizes)
    )
    let responses: ResponseMessages<GRPCTesting.StreamingOutputCallResponse> =
      try await transport.serverStreamingCall(
        Self.methods.streamingOutputCall,
        request,
        options: CallOptions()
      )
    var sizes: [Int32] = []
    for try await response in responses { sizes.append(Int32(response.payload?.body.count ?? 0)) }
    try expect(sizes == Self.responseSizes, "The responses have the sizes \(sizes).")
  }

  func serverCompressedStreaming() async throws {
    let sizes: [Int32] = [31_415, 92_653]
    let compressed = [true, false]
    let call = try await transport.open(Self.methods.streamingOutputCall, options: CallOptions())
    let request = GRPCTesting.StreamingOutputCallRequest(
      responseParameters: Self.parameters(sizes, compressed: compressed)
    )
    try await call.write(try ClientCoding.encode(request))
    call.finishWriting()
    for index in sizes.indices {
      let size = try await nextSize(call)
      try expect(size == sizes[index], "Response \(index) has \(size) bytes.")
      try expect(
        call.responseWasCompressed == compressed[index],
        "Response \(index) is \(compressed[index] ? "not " : "")compressed."
      )
    }
    try await expectEnd(call)
  }

  private func nextSize(_ call: any ClientCallStream) async throws -> Int32 {
    guard let bytes = try await call.nextMessage() else {
      throw SuiteFailure("The responses end too early.")
    }
    let response = try ClientCoding.decode(
      GRPCTesting.StreamingOutputCallResponse.self,
      bytes
    )
    return Int32(response.payload?.body.count ?? 0)
  }

  private func expectEnd(_ call: any ClientCallStream) async throws {
    try expect(try await call.nextMessage() == nil, "There are more responses than asked for.")
  }

  private static func turn(_ index: Int) throws -> [UInt8] {
    try ClientCoding.encode(
      GRPCTesting.StreamingOutputCallRequest(
        responseParameters: parameters([responseSizes[index]]),
        payload: payload(requestSizes[index])
      )
    )
  }

  func pingPong() async throws {
    let call = try await transport.open(Self.methods.fullDuplexCall, options: CallOptions())
    for index in Self.requestSizes.indices {
      try await call.write(try Self.turn(index))
      let size = try await nextSize(call)
      try expect(size == Self.responseSizes[index], "Response \(index) has \(size) bytes.")
    }
    call.finishWriting()
    try await expectEnd(call)
  }

  func halfDuplex() async throws {
    let call = try await transport.open(Self.methods.halfDuplexCall, options: CallOptions())
    for index in Self.requestSizes.indices { try await call.write(try Self.turn(index)) }
    call.finishWriting()
    for expected in Self.responseSizes {
      let size = try await nextSize(call)
      try expect(size == expected, "A response has \(size) bytes and should have \(expected).")
    }
    try await expectEnd(call)
  }

  func emptyStream() async throws {
    let call = try await transport.open(Self.methods.fullDuplexCall, options: CallOptions())
    call.finishWriting()
    try await expectEnd(call)
  }

  func customMetadata() async throws {
    let name = "x-grpc-test-echo-initial"
    let text = "test_initial_metadata_value"
    let trailing = "x-grpc-test-echo-trailing-bin"
    let bytes: [UInt8] = [0xab, 0xab, 0xab]
    var metadata = Metadata()
    metadata.append(name, text: text)
    metadata.append(trailing, binary: bytes)
    for method in [Self.methods.unaryCall, Self.methods.fullDuplexCall] {
      let received = Mutex((Metadata(), Metadata()))
      let options = CallOptions(
        metadata: metadata,
        onHead: { head in received.withLock { $0.0 = head } },
        onTrailers: { trailers in received.withLock { $0.1 = trailers } }
      )
      let call = try await transport.open(method, options: options)
      try await call.write(try Self.oneResponse(method))
      call.finishWriting()
      while try await call.nextMessage() != nil {}
      let (head, trailers) = received.withLock { $0 }
      try expect(head.text(name) == text, "\(method.name): \(name) is not echoed.")
      try expect(trailers.binary(trailing) == bytes, "\(method.name): \(trailing) is not echoed.")
    }
  }

  private static func oneResponse(_ method: MethodDescriptor) throws -> [UInt8] {
    method.kind == .unary
      ? try ClientCoding.encode(
        GRPCTesting.SimpleRequest(
          responseSize: Int32(largeResponseBytes),
          payload: payload(largeRequestBytes)
        )
      )
      : try ClientCoding.encode(
        GRPCTesting.StreamingOutputCallRequest(
          responseParameters: parameters([Int32(largeResponseBytes)]),
          payload: payload(largeRequestBytes)
        )
      )
  }

  func cancelAfterBegin() async throws {
    let call = try await transport.open(Self.methods.streamingInputCall, options: CallOptions())
    call.cancel()
    try await expect(.cancelled) { _ = try await call.nextMessage() }
  }

  func cancelAfterFirstResponse() async throws {
    let call = try await transport.open(Self.methods.fullDuplexCall, options: CallOptions())
    try await call.write(try Self.turn(0))
    let size = try await nextSize(call)
    try expect(size == Self.responseSizes[0], "The response has \(size) bytes.")
    call.cancel()
    try await expect(.cancelled) { while try await call.nextMessage() != nil {} }
  }

  func timeoutOnSleepingServer() async throws {
    try await expect(.deadlineExceeded) {
      let call = try await transport.open(
        Self.methods.fullDuplexCall,
        options: CallOptions(timeout: .milliseconds(1))
      )
      let request = GRPCTesting.StreamingOutputCallRequest(payload: Self.payload(27_182))
      try await call.write(try ClientCoding.encode(request))
      // Not half-closed: the server has no reason to end the call.
      while try await call.nextMessage() != nil {}
    }
  }
}
