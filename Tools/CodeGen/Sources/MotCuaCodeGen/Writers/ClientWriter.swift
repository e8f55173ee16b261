/// Writes the client of a service.
struct ClientWriter {
  private let service: ServiceModel

  /// Writes the client of a service.
  init(_ service: ServiceModel) {
    self.service = service
  }

  /// Adds the struct.
  func write(_ writer: inout CodeWriter) {
    writer.line("/// Calls `\(service.fullName)` over any transport.")
    writer.block("public struct \(service.name)Client: Sendable") { writer in
      writer.line("/// What carries the calls.")
      writer.line("public let transport: any ClientTransport")
      writer.line()
      writer.line("/// Calls over a transport.")
      writer.block("public init(_ transport: any ClientTransport)") { writer in
        writer.line("self.transport = transport")
      }
      for method in service.methods {
        writer.line()
        self.method(method, &writer)
      }
    }
  }

  private func method(_ method: ServiceModel.Method, _ writer: inout CodeWriter) {
    writer.comment(method.comment, or: "Calls `\(method.protoName)`.")
    if method.isDeprecated { writer.line("@available(*, deprecated)") }
    let descriptor = "\(service.name)Methods.\(method.escaped)"
    switch method.kind {
    case "unary": unary(method, descriptor, &writer)
    case "serverStreaming": serverStreaming(method, descriptor, &writer)
    case "clientStreaming": clientStreaming(method, descriptor, &writer)
    default: bidirectional(method, descriptor, &writer)
    }
  }

  private func unary(
    _ method: ServiceModel.Method,
    _ descriptor: String,
    _ writer: inout CodeWriter
  ) {
    writer.list(
      "public func \(method.escaped)(",
      ["_ request: \(method.input)", "options: CallOptions = CallOptions()"],
      ") async throws -> \(method.output) {"
    )
    writer.indented {
      $0.line("try await transport.unaryCall(\(descriptor), request, options: options)")
    }
    writer.line("}")
  }

  private func serverStreaming(
    _ method: ServiceModel.Method,
    _ descriptor: String,
    _ writer: inout CodeWriter
  ) {
    writer.list(
      "public func \(method.escaped)(",
      ["_ request: \(method.input)", "options: CallOptions = CallOptions()"],
      ") async throws -> ResponseMessages<\(method.output)> {"
    )
    writer.indented {
      $0.line("try await transport.serverStreamingCall(\(descriptor), request, options: options)")
    }
    writer.line("}")
  }

  private func clientStreaming(
    _ method: ServiceModel.Method,
    _ descriptor: String,
    _ writer: inout CodeWriter
  ) {
    writer.list(
      "public func \(method.escaped)(",
      [
        "options: CallOptions = CallOptions()",
        "_ send: (RequestWriter<\(method.input)>) async throws -> Void",
      ],
      ") async throws -> \(method.output) {"
    )
    writer.indented {
      $0.line(
        "try await transport.clientStreamingCall(\(descriptor), options: options, send: send)"
      )
    }
    writer.line("}")
  }

  private func bidirectional(
    _ method: ServiceModel.Method,
    _ descriptor: String,
    _ writer: inout CodeWriter
  ) {
    writer.list(
      "public func \(method.escaped)<Result>(",
      [
        "options: CallOptions = CallOptions()",
        "send: @escaping @Sendable (RequestWriter<\(method.input)>) async throws -> Void",
        "receive: (ResponseMessages<\(method.output)>) async throws -> Result",
      ],
      ") async throws -> Result {"
    )
    writer.indented { writer in
      writer.list(
        "try await transport.bidirectionalCall(",
        [descriptor, "options: options", "send: send", "receive: receive"],
        ")"
      )
    }
    writer.line("}")
  }
}
