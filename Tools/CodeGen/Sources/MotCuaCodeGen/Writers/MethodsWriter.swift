/// Writes the enum with a service's method descriptors and its definition.
struct MethodsWriter {
  private let service: ServiceModel

  /// Writes the methods of a service.
  init(_ service: ServiceModel) {
    self.service = service
  }

  /// Adds the enum.
  func write(_ writer: inout CodeWriter) {
    writer.line("/// The methods of `\(service.fullName)`.")
    writer.block("public enum \(service.name)Methods") { writer in
      writer.line("/// The service's full name.")
      writer.line("public static let serviceName = \"\(service.fullName)\"")
      for method in service.methods { descriptor(method, &writer) }
      writer.line()
      writer.line("/// All methods with their messages, in the order of the proto.")
      let entries = service.methods.map { method in
        "MethodEntry(\(method.escaped), \(method.input).self, \(method.output).self)"
      }
      writer.list("public static let all: [MethodEntry] = [", entries, "]")
      writer.line()
      definition(&writer)
    }
  }

  private func descriptor(_ method: ServiceModel.Method, _ writer: inout CodeWriter) {
    let limit = method.messageBytesMax.map(Self.grouped) ?? "nil"
    writer.line("/// The method `\(method.protoName)`.")
    let arguments = [
      "service: serviceName", "name: \"\(method.protoName)\"", "kind: .\(method.kind)",
      "idempotency: .\(method.idempotency)", "messageBytesMax: \(limit)",
    ]
    writer.list("public static let \(method.escaped) = MethodDescriptor(", arguments, ")")
  }

  private func definition(_ writer: inout CodeWriter) {
    writer.line("/// Joins the methods with the code that serves them.")
    let head =
      "public static func definition(of service: some \(service.name)) -> ServiceDefinition"
    writer.block(head) { writer in
      writer.line("ServiceDefinition(")
      writer.indented { writer in
        writer.line("name: serviceName,")
        writer.line("methods: [")
        writer.indented { writer in
          for method in service.methods { handler(method, &writer) }
        }
        writer.line("])")
      }
    }
  }

  private func handler(_ method: ServiceModel.Method, _ writer: inout CodeWriter) {
    writer.line("MethodHandler(\(method.escaped)) { call in")
    writer.indented { writer in
      switch method.kind {
      case "unary":
        // Each async function on the way costs, so that what need not wait is called without.
        writer.line("var bytes = try call.stream.onlyMessageNow()")
        writer.line("if bytes == nil { bytes = try await call.stream.onlyMessage() }")
        request(method, "bytes ?? []", &writer)
        writer.line(
          "let response = try await service.\(method.escaped)(request, context: call.context)"
        )
        writer.line("let answer = try ServerCoding.encode(response)")
        writer.line("if try !call.stream.writeNow(answer) { try await call.stream.write(answer) }")
      case "serverStreaming":
        request(method, "try await call.stream.onlyMessage()", &writer)
        writer.line("let responses = ResponseWriter<\(method.output)>(call.stream)")
        writer.line(
          "try await service.\(method.escaped)(request, responses: responses, context: call.context)"
        )
      case "clientStreaming":
        requests(method, &writer)
        writer.line(
          "let response = try await service.\(method.escaped)(requests, context: call.context)"
        )
        writer.line("try await call.stream.write(try ServerCoding.encode(response))")
      default:
        requests(method, &writer)
        writer.line("let responses = ResponseWriter<\(method.output)>(call.stream)")
        writer.line(
          "try await service.\(method.escaped)(requests, responses: responses, context: call.context)"
        )
      }
    }
    writer.line("},")
  }

  private func request(
    _ method: ServiceModel.Method,
    _ bytes: String,
    _ writer: inout CodeWriter
  ) {
    writer.line("let request = try ServerCoding.decode(\(method.input).self, \(bytes))")
    if method.isInputRuled { writer.line("try request.validate()") }
  }

  private func requests(_ method: ServiceModel.Method, _ writer: inout CodeWriter) {
    writer.line("let requests = RequestMessages<\(method.input)>(call.stream) { bytes in")
    writer.indented { writer in
      request(method, "bytes", &writer)
      writer.line("return request")
    }
    writer.line("}")
  }

  private static func grouped(_ number: UInt64) -> String {
    var digits = Array(String(number))
    for index in stride(from: digits.count - 3, to: 0, by: -3) where digits.count > 6 {
      digits.insert("_", at: index)
    }
    return String(digits)
  }
}
