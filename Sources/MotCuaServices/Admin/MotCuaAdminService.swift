package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore
import RPCMessages

/// Serves principals and tokens here, the calendar and the server's state in its other files.
package struct MotCuaAdminService: AdminService {
  let environment: ServiceEnvironment

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment) {
    self.environment = environment
  }

  /// Creates someone or something that may call.
  package func createPrincipal(
    _ request: CreatePrincipalRequest,
    context: ServerContext
  ) async throws -> MotCuaAPI.Principal {
    let principal = try FieldReader.read {
      $0.principal(request.principal ?? MotCuaAPI.Principal(), "principal.")
    }
    let isDryRun = request.validateOnly
    return try await environment.mutator.perform(
      CreatePrincipal(principal: principal),
      for: request,
      context: context
    ) { MotCuaAPI.Principal($0, isDryRun: isDryRun) }
  }

  /// Lists principals in the order of their creation.
  package func listPrincipals(
    _ request: ListPrincipalsRequest,
    context: ServerContext
  ) async throws -> ListPrincipalsResponse {
    let window = try environment.window(request, context)
    let principals = environment.store.identities.principals.filter { principal in
      request.kind.model.map { $0 == principal.kind } ?? true
    }
    let page = try window.page(of: principals) { ListPlace(number: $0.id).bytes }
    return ListPrincipalsResponse(
      principals: page.items.map { MotCuaAPI.Principal($0) },
      nextPageToken: page.nextToken
    )
  }

  /// Creates a token and shows its secret this once: what is kept for a repeat has none.
  package func createToken(
    _ request: CreateTokenRequest,
    context: ServerContext
  ) async throws -> CreateTokenResponse {
    let lifetime = try TokenLifetime.milliseconds(of: request.ttl)
    guard let principalID = Self.number(request.principalId) else {
      throw Self.notFound("principal", request.principalId)
    }
    let secret = environment.makeTokenSecret()
    guard let hash = TokenHash(bytes: secret.hash) else { throw RPCError(reason: .internal) }
    var digest = RequestDigest()
    try digest.add(request)
    let envelope = try environment.mutator.envelope(of: request, digest: digest, context: context)
    let isDryRun = request.validateOnly
    let token = TokenRecord(
      principalID: principalID,
      hash: hash,
      expiresAt: envelope.now + lifetime
    )
    let answer = try await environment.mutator.perform(
      CreateToken(token: token),
      as: envelope,
      context: context
    ) { CreateTokenResponse(token: Token($0, isDryRun: isDryRun)) }
    var response = answer.response
    if !answer.isReplayed, !isDryRun { response.secret = secret.text }
    return response
  }

  /// Revokes a token for ever.
  package func revokeToken(
    _ request: RevokeTokenRequest,
    context: ServerContext
  ) async throws -> Token {
    guard let id = Self.number(request.tokenId) else {
      throw Self.notFound("token", request.tokenId)
    }
    let identities = environment.store.identities
    guard !identities.isLastAdministrator(token: id, at: environment.clock.now()) else {
      throw RPCError(reason: .lastAdministrator)
    }
    let token = try await environment.mutator.perform(
      RevokeTokenGuarded(tokenID: id),
      for: request,
      context: context
    ) { $0.map { Token($0) } ?? Token() }
    // An answer without an id is that of a revocation which lost the race for the last token.
    guard !token.id.isEmpty else { throw RPCError(reason: .lastAdministrator) }
    return token
  }

  /// The number of an id; nil for a text that no id has, which is then not found.
  private static func number(_ id: String) -> Int64? {
    Int64(id).flatMap { String($0) == id ? $0 : nil }
  }

  private static func notFound(_ resource: String, _ name: String) -> RPCError {
    RPCError(reason: .notFound, metadata: ["resource": resource, "name": name])
  }
}
