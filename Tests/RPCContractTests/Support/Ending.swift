import RPCCore

/// The ways in which a call can end, each provoked from the client.
enum Ending: String, CaseIterable, Sendable {
  case ok
  case handlerFails
  case foreignError
  case refusedByInterceptor
  case unknownMethod
  case deadline
  case cancelled
  case letGo
  case tooLarge
  case serverStops

  /// Refuses every call that asks for it.
  struct Refusing: ServerInterceptor {
    func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
      if call.context.metadata.text("refuse") != nil {
        throw RPCError(.unauthenticated, "refused")
      }
      try await next(call)
    }
  }

  struct Secret: Error {}

  /// The limits that make the ending likely.
  var limits: Limits {
    Limits(
      messageBytesMax: self == .tooLarge ? 10 : 4 * 1_024 * 1_024,
      unaryTimeoutMax: self == .deadline ? .milliseconds(20) : .seconds(600)
    )
  }

  /// The status on the server; the network knows a stop only as a lost connection.
  func serverCode(_ transport: Transport) -> RPCError.Code? {
    switch self {
    case .ok: nil
    case .handlerFails: .notFound
    case .foreignError: .unknown
    case .refusedByInterceptor: .unauthenticated
    case .unknownMethod: .unimplemented
    case .deadline: .deadlineExceeded
    case .cancelled, .letGo: .cancelled
    case .tooLarge: .resourceExhausted
    case .serverStops: transport == .http2 ? .cancelled : .unavailable
    }
  }

  /// The status on the client.
  var clientCode: RPCError.Code? {
    self == .serverStops ? .unavailable : serverCode(.inProcess)
  }

  /// A router with what the endings need.
  static func router(_ observers: [any ServerObserver], began: Signal) throws -> Router {
    let unary = MethodHandler.unary(Control.unary) { bytes, context in
      switch Ending(rawValue: context.metadata.text("ending") ?? "") {
      case .handlerFails: throw RPCError(.notFound, "nothing")
      case .foreignError: throw Secret()
      case .deadline: try await waitForCancellation()
      default: break
      }
      return bytes
    }
    let chat = MethodHandler(Control.chat) { _ in
      began.fire()
      try await waitForCancellation()
    }
    return try Router(
      services: [ServiceDefinition(name: Control.name, methods: [unary, chat])],
      interceptors: [Refusing()],
      observers: observers
    )
  }

  /// Makes one call that ends so; what must live on is put into `kept`.
  func provoke(
    _ client: any ClientTransport,
    began: Signal,
    kept: Box<[any Sendable]>
  ) async throws {
    var options = CallOptions()
    options.metadata.append("ending", text: rawValue)
    if self == .refusedByInterceptor { options.metadata.append("refuse", text: "yes") }
    switch self {
    case .ok, .handlerFails, .foreignError, .refusedByInterceptor, .deadline:
      _ = try? await client.unary([1], options)
    case .unknownMethod:
      let method = MethodDescriptor(service: Control.name, name: "Nothing")
      _ = try? await client.unary(method, [1], options: options)
    case .tooLarge:
      _ = try? await client.unary([UInt8](repeating: 0, count: 11), options)
    case .cancelled, .letGo, .serverStops:
      let call = try await client.open(Control.chat, options: options)
      await began.wait()
      if self == .cancelled { call.cancel() }
      if self == .serverStops { kept.update { $0 = [call, client] } }
    }
  }
}
