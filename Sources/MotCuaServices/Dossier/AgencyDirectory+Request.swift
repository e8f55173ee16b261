import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension AgencyDirectory {
  /// The agencies that a request names by one code; nil where it names none, which keeps all.
  ///
  /// With predecessors come the agencies whose heirs these are.
  ///
  /// - Throws: AGENCY_NOT_FOUND for a code that no agency has.
  package func agencies(
    _ code: String,
    withSubordinates: Bool,
    withPredecessors: Bool = false
  ) throws(RPCError) -> Set<AgencyCode>? {
    guard !code.isEmpty else { return nil }
    guard let known = AgencyCode(code).flatMap({ agency($0) }) else {
      throw RPCError(reason: .agencyNotFound, metadata: ["agency": code])
    }
    let named = withSubordinates ? subtree(of: known.code) : [known.code]
    return withPredecessors ? self.withPredecessors(named) : named
  }
}
