import RPCCore
import RPCHTTP2
import RPCInProcess
import Testing

/// The limits that the suite sets, by whatever name a transport has for them.
struct Limits: Sendable {
  var messageBytesMax = 4 * 1_024 * 1_024
  var unaryTimeoutMax: Duration? = .seconds(600)
}

/// The transports that keep the contract.
enum Transport: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case inProcess
  case http2

  var testDescription: String { rawValue }

  /// Serves a router, hands over a client and the server, and stops both.
  func run<Result: Sendable>(
    _ router: Router,
    limits: Limits = Limits(),
    _ body: @Sendable (any ClientTransport, any ServerTransport) async throws -> Result
  ) async throws -> Result {
    switch self {
    case .inProcess: try await runInProcess(router, limits, body)
    case .http2: try await runHTTP2(router, limits, body)
    }
  }

  /// Serves handlers and hands over a client.
  func run<Result: Sendable>(
    _ handlers: MethodHandler...,
    limits: Limits = Limits(),
    _ body: @Sendable (any ClientTransport) async throws -> Result
  ) async throws -> Result {
    let router = try Router(services: [ServiceDefinition(name: Control.name, methods: handlers)])
    return try await run(router, limits: limits) { client, _ in try await body(client) }
  }

  private func runInProcess<Result: Sendable>(
    _ router: Router,
    _ limits: Limits,
    _ body: @Sendable (any ClientTransport, any ServerTransport) async throws -> Result
  ) async throws -> Result {
    var configuration = InProcessConfiguration()
    configuration.messageBytesMax = limits.messageBytesMax
    configuration.unaryTimeoutMax = limits.unaryTimeoutMax
    let transport = InProcessTransport(configuration: configuration)
    return try await serving(router, transport) {
      try await transport.waitUntilServing()
      return try await body(transport, transport)
    }
  }

  private func runHTTP2<Result: Sendable>(
    _ router: Router,
    _ limits: Limits,
    _ body: @Sendable (any ClientTransport, any ServerTransport) async throws -> Result
  ) async throws -> Result {
    var configuration = HTTP2ServerConfiguration()
    configuration.eventLoops = 1
    configuration.receivedMessageBytesMax = limits.messageBytesMax
    configuration.sentMessageBytesMax = limits.messageBytesMax
    configuration.unaryTimeoutMax = limits.unaryTimeoutMax
    // A test that does not read may take long on a busy machine.
    configuration.stalledOutputTimeout = .seconds(3_600)
    configuration.stalledInputTimeout = .seconds(3_600)
    let server = HTTP2ServerTransport(configuration: configuration)
    return try await serving(router, server) {
      let port = try await server.boundPort
      let client = HTTP2ClientTransport(host: "127.0.0.1", port: port)
      return try await body(client, server)
    }
  }

  /// Runs a server beside the body; cancels it afterwards, which is abrupt.
  private func serving<Result: Sendable>(
    _ router: Router,
    _ server: some ServerTransport,
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    let serving = Task { try await server.serve(router) }
    do {
      let result = try await body()
      serving.cancel()
      try await serving.value
      return result
    } catch {
      serving.cancel()
      throw error
    }
  }
}

/// The methods of the suite; each test says what serves them.
enum Control {
  static let name = "contract.Control"
  static let unary = MethodDescriptor(service: name, name: "Unary")
  static let upload = MethodDescriptor(service: name, name: "Upload", kind: .clientStreaming)
  static let download = MethodDescriptor(service: name, name: "Download", kind: .serverStreaming)
  static let chat = MethodDescriptor(service: name, name: "Chat", kind: .bidirectionalStreaming)

  static let echo = MethodHandler.unary(unary) { bytes, _ in bytes }
}

extension ClientTransport {
  /// The unary method with the defaults.
  func unary(_ message: [UInt8], _ options: CallOptions = CallOptions()) async throws -> [UInt8] {
    try await unary(Control.unary, message, options: options)
  }
}

/// The error that a call ends with, or nil.
func outcome<Result>(_ call: () async throws -> Result) async -> (any Error)? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}

/// The status that a call ends with; nil for OK and for errors that are none.
func status<Result>(_ call: () async throws -> Result) async -> RPCError? {
  await outcome(call) as? RPCError
}
