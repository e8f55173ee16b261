package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MethodPermission {
  /// Refuses a caller whom the method is not for.
  package func check(_ principal: Principal) throws(RPCError) {
    guard !isOpen else { return }
    guard kinds.contains(MotCuaAPI.PrincipalKind(principal.kind)) else {
      throw RPCError(reason: .principalNotAllowed)
    }
    guard principal.kind == .officer, !duties.isEmpty else { return }
    guard principal.duties.contains(where: { duties.contains(Duty($0)) }) else {
      if let officer = principal.officer, principal.powers?.isPosted == false {
        throw RPCError(reason: .officerNotPosted, metadata: ["officer": officer])
      }
      throw RPCError(
        reason: .dutyMissing,
        metadata: ["duties": duties.map(\.name).sorted().joined(separator: ",")]
      )
    }
  }
}
