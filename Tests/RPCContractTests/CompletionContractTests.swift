import RPCCore
import Testing

/// Errors that the transport decides alone get their details too, each exactly once.
@Suite("Errors are completed", .timeLimit(.minutes(10)))
struct CompletionContractTests {
  /// Adds what an error says and the path, so that a second completion would show.
  private func router(_ handlers: MethodHandler...) throws -> Router {
    try Router(
      services: [ServiceDefinition(name: Control.name, methods: handlers)],
      completing: { error, path in
        var error = error
        let cause = error.cause as? RPCError.Refusal
        error.details.append(
          .errorInfo(reason: "R", domain: path, metadata: ["cause": "\(cause, default: "-")"])
        )
        return error
      }
    )
  }

  private func expect(
    _ error: RPCError?,
    _ code: RPCError.Code,
    _ path: String,
    cause: String = "-",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error?.code == code, sourceLocation: sourceLocation)
    let details = [
      RPCError.Detail.errorInfo(reason: "R", domain: path, metadata: ["cause": cause])
    ]
    #expect(error?.details == details, sourceLocation: sourceLocation)
  }

  @Test("A method that is not served", arguments: Transport.allCases)
  func unknown(transport: Transport) async throws {
    let error = try await transport.run(router(Control.echo)) { client, _ in
      await status {
        let call = try await client.open(Control.upload, options: CallOptions())
        call.finishWriting()
        return try await call.onlyMessage()
      }
    }
    expect(error, .unimplemented, Control.upload.path, cause: "unknownMethod")
  }

  @Test("A method that takes one message and gets none", arguments: Transport.allCases)
  func count(transport: Transport) async throws {
    let error = try await transport.run(router(Control.echo)) { client, _ in
      await status {
        let call = try await client.open(Control.unary, options: CallOptions())
        call.finishWriting()
        return try await call.onlyMessage()
      }
    }
    expect(error, .unimplemented, Control.unary.path, cause: "wrongMessageCount")
  }

  @Test("A message over the limit, and a handler's own error", arguments: Transport.allCases)
  func sizeAndHandler(transport: Transport) async throws {
    let handler = MethodHandler.unary(Control.unary) { _, _ in throw RPCError(.notFound, "no") }
    let limits = Limits(messageBytesMax: 8)
    let errors = try await transport.run(router(handler), limits: limits) { client, _ in
      [
        await status { try await client.unary(Array(repeating: 1, count: 9)) },
        await status { try await client.unary([1]) },
      ]
    }
    expect(errors[0], .resourceExhausted, Control.unary.path)
    expect(errors[1], .notFound, Control.unary.path)
  }
}
