import MotCuaDomain
import RPCCore

extension PageWindow {
  /// The procedure behind which the page begins; nil for the beginning.
  func procedureCode() throws(RPCError) -> ProcedureCode? {
    guard var place else { return nil }
    guard let text = place.text(), let code = ProcedureCode(text) else { throw Self.mismatch }
    return code
  }

  /// How many hits were shown before: hits are ranked, and their rank is their order.
  func offset() throws(RPCError) -> Int {
    guard var place else { return 0 }
    guard let number = place.number(), number >= 0 else { throw Self.mismatch }
    return Int(number)
  }
}
