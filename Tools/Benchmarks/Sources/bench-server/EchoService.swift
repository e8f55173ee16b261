import InteropMessages
import RPCCore

/// Answers a unary call with the payload of its request, and no other method.
struct EchoService: GRPCTesting.TestService {
  func unaryCall(
    _ request: GRPCTesting.SimpleRequest,
    context: ServerContext
  ) async throws -> GRPCTesting.SimpleResponse {
    guard context.value(of: Tenant.self) != nil, context.deadline != nil else {
      throw RPCError(.failedPrecondition, "The call has no tenant or no deadline.")
    }
    return GRPCTesting.SimpleResponse(payload: request.payload)
  }

  func emptyCall(
    _ request: GRPCTesting.Empty,
    context: ServerContext
  ) async throws -> GRPCTesting.Empty {
    throw Self.notServed
  }

  func cacheableUnaryCall(
    _ request: GRPCTesting.SimpleRequest,
    context: ServerContext
  ) async throws -> GRPCTesting.SimpleResponse {
    throw Self.notServed
  }

  func streamingOutputCall(
    _ request: GRPCTesting.StreamingOutputCallRequest,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    throw Self.notServed
  }

  func streamingInputCall(
    _ requests: RequestMessages<GRPCTesting.StreamingInputCallRequest>,
    context: ServerContext
  ) async throws -> GRPCTesting.StreamingInputCallResponse {
    throw Self.notServed
  }

  /// Answers each request of a stream with its payload, so that a stream can be held open.
  func fullDuplexCall(
    _ requests: RequestMessages<GRPCTesting.StreamingOutputCallRequest>,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    for try await request in requests {
      try await responses.write(GRPCTesting.StreamingOutputCallResponse(payload: request.payload))
    }
  }

  func halfDuplexCall(
    _ requests: RequestMessages<GRPCTesting.StreamingOutputCallRequest>,
    responses: ResponseWriter<GRPCTesting.StreamingOutputCallResponse>,
    context: ServerContext
  ) async throws {
    throw Self.notServed
  }

  func unimplementedCall(
    _ request: GRPCTesting.Empty,
    context: ServerContext
  ) async throws -> GRPCTesting.Empty {
    throw Self.notServed
  }

  private static let notServed = RPCError(.unimplemented, "Only the echo is measured.")
}
