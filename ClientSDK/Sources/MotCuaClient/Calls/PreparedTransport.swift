internal import RPCCore

/// A transport that prepares each call and hands it on.
struct PreparedTransport: ClientTransport {
  let base: any ClientTransport
  let preparation: CallPreparation

  var taskExecutor: (any TaskExecutor)? { base.taskExecutor }

  func open(
    _ method: MethodDescriptor,
    options: CallOptions
  ) async throws -> any ClientCallStream {
    let call = try await base.open(method, options: preparation.options(options, for: method))
    return PreparedCall(call, method: method, preparation: preparation)
  }

  func unary(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    options: CallOptions
  ) async throws -> [UInt8] {
    try await base.unary(
      method,
      preparation.identified(message, for: method),
      options: preparation.options(options, for: method)
    )
  }
}
