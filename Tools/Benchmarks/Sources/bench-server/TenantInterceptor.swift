import RPCCore

/// The caller whom the interceptor has found in the metadata.
struct Tenant: Sendable {
  let name: String
}

/// Refuses calls that do not say whose they are, and tells the handler who it is: what an identity
/// check costs without its look-up.
struct TenantInterceptor: ServerInterceptor {
  static let header = "x-tenant"

  func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    guard let name = call.context.metadata.text(Self.header) else {
      throw RPCError(.unauthenticated, "The header \(Self.header) is missing.")
    }
    call.context.set(Tenant(name: name))
    try await next(call)
  }
}
