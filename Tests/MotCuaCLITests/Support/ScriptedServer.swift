import MotCuaAPI
import MotCuaCLI
import MotCuaClient
import ProtobufEngine
import RPCCore
import RPCInProcess

/// A server in this process whose methods are scripted one by one; the tool calls it as it would
/// call any other.
struct ScriptedServer: ToolConnector {
  private let transport: InProcessTransport
  private let accepts: @Sendable (ServerAddress, String?) -> Void

  init(
    _ methods: [MethodHandler],
    accepts: @escaping @Sendable (ServerAddress, String?) -> Void = { _, _ in }
  ) throws {
    let service = ServiceDefinition(name: "scripted", methods: methods)
    transport = InProcessTransport(
      router: try Router(services: [service]),
      clock: StoppedCallClock()
    )
    self.accepts = accepts
  }

  func withClient(
    _ server: ServerAddress,
    token: String?,
    configuration: ClientConfiguration,
    _ body: (MotCuaClient) async throws -> Void
  ) async throws {
    accepts(server, token)
    let client = MotCuaClient(transport: transport, token: token, configuration: configuration)
    try await body(client)
  }
}

extension MethodHandler {
  /// A method that answers a request with a message.
  static func answer<Request: WireMessage, Response: WireMessage>(
    _ method: MethodDescriptor,
    _ request: Request.Type,
    _ serve: @escaping @Sendable (Request) throws -> Response
  ) -> MethodHandler {
    .unary(method) { bytes, _ in
      try ServerCoding.encode(try serve(try ServerCoding.decode(Request.self, bytes)))
    }
  }

  /// A method that reads a whole stream before it answers.
  static func collect<Request: WireMessage, Response: WireMessage>(
    _ method: MethodDescriptor,
    _ request: Request.Type,
    _ serve: @escaping @Sendable ([Request]) throws -> Response
  ) -> MethodHandler {
    MethodHandler(method) { call in
      var requests: [Request] = []
      while let bytes = try await call.stream.nextMessage() {
        requests.append(try ServerCoding.decode(Request.self, bytes))
      }
      try await call.stream.write(try ServerCoding.encode(try serve(requests)))
    }
  }
}
