package import RPCCore

extension ServerContext {
  /// Who calls; the public where nobody has said, which may do least.
  package var principal: Principal { value(of: Principal.self) ?? .public }
}
