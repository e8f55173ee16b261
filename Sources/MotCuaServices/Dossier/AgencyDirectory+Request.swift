import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension AgencyDirectory {
  /// The agencies that a request names by one code; nil where it names none, which keeps all.
  ///
  /// - Throws: AGENCY_NOT_FOUND for a code that no agency has.
  package func agencies(
    _ code: String,
    withSubordinates: Bool
  ) throws(RPCError) -> Set<AgencyCode>? {
    guard !code.isEmpty else { return nil }
    guard let known = AgencyCode(code).flatMap({ agency($0) }) else {
      throw RPCError(reason: .agencyNotFound, metadata: ["agency": code])
    }
    return withSubordinates ? subtree(of: known.code) : [known.code]
  }
}
