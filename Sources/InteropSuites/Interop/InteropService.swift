import Foundation
import InteropMessages
import RPCCore

/// `grpc.testing.TestService` after the public interop test descriptions of gRPC.
struct InteropService: GRPCTesting.TestService {
  /// The largest payload that is made on demand, in bytes.
  static let payloadBytesMax = 4 * 1024 * 1024

  /// Tells this server from others where a request asks for it.
  private let serverID = UUID().uuidString

  func emptyCall(
    _ request: GRPCTesting.Empty,
    context: ServerContext
  ) async throws -> GRPCTesting.Empty {
    echoMetadata(context)
    return GRPCTesting.Empty()
  }

  func unaryCall(
    _ request: GRPCTesting.SimpleRequest,
    context: ServerContext
  ) async throws -> GRPCTesting.SimpleResponse {
    echoMetadata(context)
    try check(request.expectCompressed, context)
    try check(request.responseStatus)
    compress(request.responseCompressed, context)
    return GRPCTesting.SimpleResponse(
      payload: try payload(request.responseSize),
      serverId: request.fillServerId ? serverID : ""
    )
  }

  func cacheableUnaryCall(
    _ request: GRPCTesting.SimpleRequest,
    context: ServerContext
  ) async throws -> GRPCTesting.SimpleResponse {
    try await unaryCall(request, context: context)
  }

  func streamingOutputCall(
    _ request: GRPCTesting.StreamingOutputCallRequest,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    echoMetadata(context)
    try check(request.responseStatus)
    try await answer(request, responses, context)
  }

  func streamingInputCall(
    _ requests: RequestMessages<GRPCTesting.StreamingInputCallRequest>,
    context: ServerContext
  ) async throws -> GRPCTesting.StreamingInputCallResponse {
    echoMetadata(context)
    var sum: Int32 = 0
    for try await request in requests {
      try check(request.expectCompressed, context)
      sum &+= Int32(clamping: request.payload?.body.count ?? 0)
    }
    return GRPCTesting.StreamingInputCallResponse(aggregatedPayloadSize: sum)
  }

  func fullDuplexCall(
    _ requests: RequestMessages<GRPCTesting.StreamingOutputCallRequest>,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    echoMetadata(context)
    for try await request in requests {
      try check(request.responseStatus)
      try await answer(request, responses, context)
    }
  }

  func halfDuplexCall(
    _ requests: RequestMessages<GRPCTesting.StreamingOutputCallRequest>,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    echoMetadata(context)
    var all: [GRPCTesting.StreamingOutputCallRequest] = []
    for try await request in requests {
      guard all.count < 1_000 else {
        throw RPCError(.resourceExhausted, "At most 1,000 requests are kept for the answers.")
      }
      all.append(request)
    }
    for request in all {
      try check(request.responseStatus)
      try await answer(request, responses, context)
    }
  }

  func unimplementedCall(
    _ request: GRPCTesting.Empty,
    context: ServerContext
  ) async throws -> GRPCTesting.Empty {
    throw RPCError(.unimplemented, "The interop descriptions leave this method out.")
  }

  private func answer(
    _ request: GRPCTesting.StreamingOutputCallRequest,
    _ responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    _ context: ServerContext
  ) async throws {
    // The head of the response says whether any message may be compressed.
    if request.responseParameters.contains(where: { $0.compressed?.value == true }) {
      context.responseCompression = .always
      try await responses.sendHead()
    }
    for parameters in request.responseParameters {
      if parameters.intervalUs > 0 {
        try await Task.sleep(for: .microseconds(Int64(parameters.intervalUs)))
      }
      compress(parameters.compressed, context)
      try await responses.write(
        GRPCTesting.StreamingOutputCallResponse(payload: try payload(parameters.size))
      )
    }
  }

  private func payload(_ size: Int32) throws -> GRPCTesting.Payload {
    guard size >= 0, size <= Self.payloadBytesMax else {
      throw RPCError(
        .invalidArgument,
        "A response has 0 to \(Self.payloadBytesMax) bytes, not \(size)."
      )
    }
    return GRPCTesting.Payload(body: [UInt8](repeating: 0, count: Int(size)))
  }

  private func check(_ status: GRPCTesting.EchoStatus?) throws {
    guard let status, status.code != 0 else { return }
    throw RPCError(RPCError.Code(rawValue: Int(status.code)) ?? .unknown, status.message)
  }

  /// The request must have come compressed, or plain, as it says itself.
  private func check(_ expected: GRPCTesting.BoolValue?, _ context: ServerContext) throws {
    guard let expected, expected.value != context.requestWasCompressed else { return }
    throw RPCError(
      .invalidArgument,
      expected.value
        ? "The request should be compressed and is not."
        : "The request is compressed and should not be."
    )
  }

  private func compress(_ wish: GRPCTesting.BoolValue?, _ context: ServerContext) {
    guard let wish else { return }
    context.responseCompression = wish.value ? .always : .never
  }

  /// The interop descriptions' custom_metadata: one text comes back ahead of the first message,
  /// some bytes come back with the status.
  private func echoMetadata(_ context: ServerContext) {
    if let text = context.metadata.text("x-grpc-test-echo-initial") {
      context.responseHead.append("x-grpc-test-echo-initial", text: text)
    }
    if let bytes = context.metadata.binary("x-grpc-test-echo-trailing-bin") {
      var trailers = context.responseTrailers
      trailers.append("x-grpc-test-echo-trailing-bin", binary: bytes)
      context.responseTrailers = trailers
    }
  }
}
