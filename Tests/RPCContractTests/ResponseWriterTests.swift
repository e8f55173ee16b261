import RPCCore
import RPCMessages
import Testing

@Suite("What a handler writes")
struct ResponseWriterTests {
  /// Takes what is written.
  private final class Sink: ServerCallStream {
    func nextMessage() async throws -> [UInt8]? { nil }
    func onlyMessage() async throws -> [UInt8] { [] }
    func write(_ message: [UInt8]) async throws {}
    func sendHead() async throws {}
  }

  @Test("A message of a stream that cannot be encoded is INTERNAL, as an only one is")
  func unencodable() async throws {
    let message = GRPCHealthV1.HealthCheckRequest(service: "a\0b")
    let writer = ResponseWriter<GRPCHealthV1.HealthCheckRequest>(Sink())
    let streamed = await #expect(throws: RPCError.self) { try await writer.write(message) }
    #expect(streamed?.code == .internal)
    let only = #expect(throws: RPCError.self) { try ServerCoding.encode(message) }
    #expect(only?.code == .internal)
  }
}
