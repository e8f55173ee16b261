import RPCCore

/// The caller whom the interceptor has found in the metadata.
struct Tenant: Sendable {
  let name: String
}

/// Refuses calls that do not say whose they are, and tells the handler who it is: what an identity
/// check costs without its look-up.
struct TenantInterceptor: ServerInterceptor {
  static let header = "x-tenant"

  func admit(_ context: ServerContext) throws -> Bool {
    guard let name = context.metadata.text(Self.header) else {
      throw RPCError(.unauthenticated, "The header \(Self.header) is missing.")
    }
    context.set(Tenant(name: name))
    return true
  }

  func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    _ = try admit(call.context)
    try await next(call)
  }
}
