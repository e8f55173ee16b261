import MotCuaDomain
import RPCCore

extension PageWindow {
  /// The procedure behind which the page begins; nil for the beginning.
  func procedureCode() throws(RPCError) -> ProcedureCode? {
    guard var place else { return nil }
    guard let text = place.text(), let code = ProcedureCode(text) else { throw Self.mismatch }
    return code
  }
}
