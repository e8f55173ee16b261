package import MotCuaDomain
package import MotCuaStore

extension IdentityTable {
  /// Whether an administrator can call with another token than the given one; nil leaves none out.
  package func hasAdministrator(besides token: Int64? = nil, at now: Instant) -> Bool {
    principals.contains { principal in
      principal.kind == .administrator && !principal.isDisabled
        && tokens(of: principal.id).contains { $0.id != token && $0.isLive(at: now) }
    }
  }

  /// Whether revoking a token would leave nobody who can administer.
  package func isLastAdministrator(token id: Int64, at now: Instant) -> Bool {
    guard let token = token(id: id), token.isLive(at: now),
      principal(token.principalID)?.kind == .administrator
    else { return false }
    return !hasAdministrator(besides: id, at: now)
  }
}

extension TokenRecord {
  /// Whether the token is taken at an instant.
  fileprivate func isLive(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
