package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore

/// Finds out who calls and whether he may call this method, before a byte of the request is read.
///
/// A token travels as `authorization: Bearer <token>`. Deny by default: a method that neither has a
/// permission nor belongs to an open service is refused.
package struct AuthenticationInterceptor: ServerInterceptor {
  /// The standards' services, which anybody may call.
  package static let openServices: Set<String> = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
  ]

  private static let scheme = "bearer "
  private let store: any SnapshotStore
  private let clock: any WallClock
  private let permissions: [String: MethodPermission]
  private let openServices: Set<String>

  /// Looks callers up in a store, and methods in the generated table.
  package init(
    store: any SnapshotStore,
    clock: any WallClock,
    permissions: [String: MethodPermission] = MethodPermissions.byPath,
    openServices: Set<String> = Self.openServices
  ) {
    self.store = store
    self.clock = clock
    self.permissions = permissions
    self.openServices = openServices
  }

  /// Puts the caller into the context, or refuses the call.
  package func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    let method = call.context.method
    guard !openServices.contains(method.service) else { return try await next(call) }
    call.context.set(try caller(of: call.context))
    try await next(call)
  }

  /// Who makes a call, if he may make it at this moment.
  func caller(of context: ServerContext) throws(RPCError) -> Principal {
    guard let permission = permissions[context.method.path] else {
      throw RPCError(reason: .principalNotAllowed)
    }
    let principal = try principal(of: context.metadata, isOpen: permission.isOpen)
    try permission.check(principal)
    return principal
  }

  /// Who calls; an open method needs no token, but one that is sent is still checked.
  private func principal(
    of metadata: Metadata,
    isOpen: Bool
  ) throws(RPCError) -> Principal {
    guard let header = metadata.text("authorization") else {
      guard isOpen else { throw RPCError(reason: .tokenMissing) }
      // Only a connected system may speak for somebody.
      guard metadata.text(AssertedApplicant.metadataName) == nil else {
        throw RPCError(reason: .principalNotAllowed)
      }
      return .public
    }
    let principal = try principal(ofToken: header)
    guard let text = metadata.text(AssertedApplicant.metadataName) else { return principal }
    guard principal.kind == .system else { throw RPCError(reason: .principalNotAllowed) }
    guard let applicant = AssertedApplicant(text: text) else {
      throw .invalidField(
        AssertedApplicant.metadataName,
        "The metadata entry is not KIND:NUMBER with a number of that kind."
      )
    }
    return principal.speaking(for: applicant)
  }

  /// Whom a token belongs to, with what he may do on the present day of the province.
  private func principal(ofToken header: String) throws(RPCError) -> Principal {
    let now = clock.now()
    let record = try record(ofToken: header, at: now)
    guard record.kind == .officer, let code = record.officer else { return Principal(record) }
    let directory = store.directory
    let powers = directory.powers(of: record, on: now.ictDate)
    if powers?.isPosted == false, directory.officer(code) == nil {
      throw RPCError(reason: .officerNotPosted, metadata: ["officer": code])
    }
    return Principal(record, powers: powers)
  }

  private func record(
    ofToken header: String,
    at now: Instant
  ) throws(RPCError) -> PrincipalRecord {
    guard Self.hasScheme(header),
      let secret = TokenSecret(text: header.dropFirst(Self.scheme.utf8.count))
    else { throw RPCError(reason: .tokenInvalid) }
    let identities = store.identities
    guard let token = identities.token(secret.key),
      let record = identities.principal(token.principalID)
    else { throw RPCError(reason: .tokenInvalid) }
    guard token.revokedAt == nil, !record.isDisabled else {
      throw RPCError(reason: .tokenRevoked)
    }
    guard now < token.expiresAt else { throw RPCError(reason: .tokenExpired) }
    return record
  }

  /// Whether a header begins with the scheme, in either case (RFC 9110 section 11.1).
  private static func hasScheme(_ header: String) -> Bool {
    let head = header.utf8.prefix(scheme.utf8.count)
    return head.elementsEqual(scheme.utf8) { byte, letter in
      byte == letter || byte | 0x20 == letter && letter != UInt8(ascii: " ")
    }
  }
}
