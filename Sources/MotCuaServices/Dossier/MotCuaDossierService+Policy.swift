package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Returns what the province decides about the life of its dossiers.
  package func getDossierPolicy(
    _ request: GetDossierPolicyRequest,
    context: ServerContext
  ) async throws -> MotCuaAPI.DossierPolicy {
    let policy = environment.store.policy
    return MotCuaAPI.DossierPolicy(policy.0, etag: policy.etag)
  }

  /// Sets what the province decides about the life of its dossiers.
  package func setDossierPolicy(
    _ request: SetDossierPolicyRequest,
    context: ServerContext
  ) async throws -> MotCuaAPI.DossierPolicy {
    let asked = request.policy ?? MotCuaAPI.DossierPolicy()
    let policy = MotCuaDomain.DossierPolicy(
      supplementRequestsMax: Int(asked.supplementRequestsMax),
      extensionsMax: Int(asked.extensionsMax),
      extensionNoticeDays: Int(asked.extensionNoticeDays)
    )
    let command = SetDossierPolicy(policy: policy, etag: Etag.expected(request.etag))
    return try await environment.mutator.perform(command, for: request, context: context) {
      MotCuaAPI.DossierPolicy(policy, etag: $0)
    }
  }
}

extension MotCuaAPI.DossierPolicy {
  /// The policy on the wire.
  init(_ policy: MotCuaDomain.DossierPolicy, etag: Int64) {
    self.init(
      supplementRequestsMax: Int32(clamping: policy.supplementRequestsMax),
      extensionsMax: Int32(clamping: policy.extensionsMax),
      extensionNoticeDays: Int32(clamping: policy.extensionNoticeDays),
      etag: Etag.text(etag)
    )
  }
}
