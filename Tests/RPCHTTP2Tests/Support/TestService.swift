import RPCCore

/// The service of tests in virtual time: one method of each kind, and some that misbehave.
enum TestService {
  static let name = "test.Service"
  static let echo = MethodDescriptor(service: name, name: "Echo", idempotency: .noSideEffects)
  static let hang = MethodDescriptor(service: name, name: "Hang")
  static let fail = MethodDescriptor(service: name, name: "Fail")
  static let chat = MethodDescriptor(service: name, name: "Chat", kind: .bidirectionalStreaming)
  static let upload = MethodDescriptor(service: name, name: "Upload", kind: .clientStreaming)
  static let download = MethodDescriptor(service: name, name: "Download", kind: .serverStreaming)

  /// What is not meant for callers.
  struct Fault: Error {}

  static func router(_ more: MethodHandler...) throws -> Router {
    try Router(services: [ServiceDefinition(name: name, methods: handlers + more)])
  }

  private static let handlers: [MethodHandler] = [
    .unary(echo) { bytes, _ in bytes },
    .unary(hang) { bytes, _ in
      try await untilCancelled()
      return bytes
    },
    .unary(fail) { bytes, _ in
      // The first byte says how.
      switch bytes.first {
      case 100: throw Fault()
      case 101: throw CancellationError()
      case 102: throw RPCError(.dataLoss, "from elsewhere", origin: .remote)
      case let code?: throw RPCError(RPCError.Code(rawValue: Int(code)) ?? .unknown, "meant")
      case nil: return bytes
      }
    },
    MethodHandler(chat) { call in
      while let message = try await call.stream.nextMessage() {
        try await call.stream.write(message)
      }
    },
    MethodHandler(upload) { call in
      var count: UInt8 = 0
      while try await call.stream.nextMessage() != nil { count &+= 1 }
      try await call.stream.write([count])
    },
    MethodHandler(download) { call in
      // As many messages of 1,000 bytes as the request says.
      let request = try await call.stream.onlyMessage()
      for number in 0..<(request.first ?? 0) {
        try await call.stream.write([UInt8](repeating: number, count: 1_000))
      }
    },
  ]

  private static func untilCancelled() async throws {
    for await _ in AsyncStream<Void>.makeStream().stream {}
    try Task.checkCancellation()
  }

  /// The usual header list of a request, with some fields changed, added or (nil) left out.
  static func headers(
    _ method: MethodDescriptor,
    _ changes: (String, String?)...
  ) -> [(String, String)] {
    var fields: [(String, String)] = [
      (":method", "POST"), (":scheme", "http"), (":path", method.path),
      (":authority", "localhost"), ("te", "trailers"), ("content-type", "application/grpc"),
    ]
    for (name, value) in changes {
      // In its place: pseudo fields go before all others.
      let place = fields.firstIndex { $0.0 == name }
      if let place { fields.remove(at: place) }
      if let value { fields.insert((name, value), at: place ?? fields.count) }
    }
    return fields
  }

  static let head = [(":status", "200"), ("content-type", "application/grpc")]
  static let ok = [("grpc-status", "0")]
}
