import RPCCore
import Testing

@Suite("One message each way", .timeLimit(.minutes(10)))
struct UnaryContractTests {
  @Test(
    "A message comes back as it was sent",
    arguments: Transport.allCases,
    [0, 1, 16_379, 3_000_000]
  )
  func echo(transport: Transport, size: Int) async throws {
    let message = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let response = try await transport.run(Control.echo) { try await $0.unary(message) }
    #expect(response == message)
  }

  @Test("Many calls run at the same time", arguments: Transport.allCases)
  func concurrency(transport: Transport) async throws {
    let sum = try await transport.run(Control.echo) { client in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<300 {
          group.addTask { Int(try await client.unary([UInt8(number % 256)])[0]) }
        }
        return try await group.reduce(0, +)
      }
    }
    #expect(sum == (0..<300).reduce(0) { $0 + $1 % 256 })
  }

  @Test("An unknown method is UNIMPLEMENTED", arguments: Transport.allCases)
  func unknownMethod(transport: Transport) async throws {
    let error = try await transport.run(Control.echo) { client in
      await status { try await client.unary(Control.upload, [1], options: CallOptions()) }
    }
    #expect(error?.code == .unimplemented)
    #expect(error?.origin == .remote)
  }

  @Test(
    "[S14] No message and two messages are UNIMPLEMENTED",
    arguments: Transport.allCases,
    [0, 2]
  )
  func messageCount(transport: Transport, count: Int) async throws {
    let error = try await transport.run(Control.echo) { client in
      await status {
        let call = try await client.open(Control.unary, options: CallOptions())
        for _ in 0..<count { try? await call.write([1]) }
        call.finishWriting()
        return try await call.onlyMessage()
      }
    }
    #expect(error?.code == .unimplemented)
  }

  @Test(
    "[S7] [C7] [S8] [C8] Metadata travels both ways, bytes included",
    arguments: Transport.allCases
  )
  func metadata(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, context in
      var head = Metadata()
      for entry in context.metadata.entries { head.appendChecked(entry) }
      context.responseHead = head
      context.appendTrailer("trailer", text: "last")
      context.responseTrailers.append("trailer-bin", binary: [0, 255, 44])
      return bytes
    }
    var options = CallOptions()
    options.metadata.append("x-text", text: "a, b = c")
    options.metadata.append("x-bin", binary: [0, 1, 255, 0])
    options.metadata.append("x-bin", binary: [])
    options.metadata.append("x-text", text: "second")
    let head = Box(Metadata())
    let trailers = Box(Metadata())
    options.onHead = { metadata in head.update { $0 = metadata } }
    options.onTrailers = { metadata in trailers.update { $0 = metadata } }
    let final = options
    _ = try await transport.run(handler) { try await $0.unary([1], final) }
    #expect(head.value.values("x-text") == [.text("a, b = c"), .text("second")])
    #expect(head.value.values("x-bin") == [.binary([0, 1, 255, 0]), .binary([])])
    #expect(trailers.value.text("trailer") == "last")
    #expect(trailers.value.binary("trailer-bin") == [0, 255, 44])
  }

  @Test("[S7] Names of the protocol reach no handler", arguments: Transport.allCases)
  func reservedNames(transport: Transport) async throws {
    let seen = Box<[String]>([])
    let handler = MethodHandler.unary(Control.unary) { bytes, context in
      seen.update { $0 = context.metadata.entries.map(\.name) }
      return bytes
    }
    var options = CallOptions(timeout: .seconds(600))
    let taken = ["grpc-mine", ":path", "Upper", "mine"].filter {
      options.metadata.append($0, text: "x")
    }
    #expect(taken == ["mine"])
    let final = options
    _ = try await transport.run(handler) { try await $0.unary([1], final) }
    #expect(seen.value == ["mine"])
  }

  /// A server that has answered with OK before the request is written.
  private final class HastyStream: ClientCallStream {
    private let answers = Box<[[UInt8]]>([[7]])
    let responseWasCompressed = false
    let hasEnded = true
    func write(_ message: [UInt8]) async throws { throw CancellationError() }
    func writePlain(_ message: [UInt8]) async throws { throw CancellationError() }
    func finishWriting() {}
    func nextMessage() async throws -> [UInt8]? {
      var answer: [UInt8]?
      answers.update { answer = $0.popLast() }
      return answer
    }
    func cancel() {}
  }

  @Test("An answer that is there before the request is written is taken")
  func hastyAnswer() async throws {
    struct Hasty: ClientTransport {
      func open(
        _ method: MethodDescriptor,
        options: CallOptions
      ) async throws -> any ClientCallStream { HastyStream() }
    }
    #expect(try await Hasty().unary([1]) == [7])
  }

  @Test("The message limit is kept one below, at and one above", arguments: Transport.allCases)
  func requestLimit(transport: Transport) async throws {
    let limits = Limits(messageBytesMax: 1_000)
    let codes = try await transport.run(Control.echo, limits: limits) { client in
      var codes: [RPCError.Code?] = []
      for size in [999, 1_000, 1_001] {
        codes.append(
          await status { try await client.unary([UInt8](repeating: 1, count: size)) }?.code
        )
      }
      return codes
    }
    #expect(codes == [nil, nil, .resourceExhausted])
  }

  @Test("A response over the limit is RESOURCE_EXHAUSTED", arguments: Transport.allCases)
  func responseLimit(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { bytes, _ in
      [UInt8](repeating: 0, count: Int(bytes[0]) + 1_000)
    }
    let codes = try await transport.run(handler, limits: Limits(messageBytesMax: 1_000)) { client in
      [
        await status { try await client.unary([0]) }?.code,
        await status { try await client.unary([1]) }?.code,
      ]
    }
    #expect(codes == [nil, .resourceExhausted])
  }

  @Test("A method's own message limit goes before the transport's", arguments: Transport.allCases)
  func methodLimit(transport: Transport) async throws {
    let method = MethodDescriptor(service: Control.name, name: "Small", messageBytesMax: 10)
    let handler = MethodHandler.unary(method) { bytes, _ in bytes }
    let codes = try await transport.run(handler) { client in
      var codes: [RPCError.Code?] = []
      for size in [10, 11] {
        let message = [UInt8](repeating: 1, count: size)
        codes.append(
          await status { try await client.unary(method, message, options: CallOptions()) }?.code
        )
      }
      return codes
    }
    #expect(codes == [nil, .resourceExhausted])
  }
}
