/// Who may call a method, as its proto declares.
public struct MethodPermission: Sendable, Hashable {
  /// Whether anyone may call, with or without a token.
  public let isOpen: Bool
  /// The kinds of principal that may call; empty only where the method is open.
  public let kinds: Set<PrincipalKind>
  /// The duties of which an officer must hold at least one; empty for any officer; they bind no
  /// other kind of principal.
  public let duties: Set<Duty>

  /// Says who may call.
  public init(isOpen: Bool = false, kinds: Set<PrincipalKind> = [], duties: Set<Duty> = []) {
    self.isOpen = isOpen
    self.kinds = kinds
    self.duties = duties
  }
}
