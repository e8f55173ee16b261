package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore

extension StatedLimit {
  /// The limit of a message; nil for a quantity outside its range, and for a part of a month, which
  /// no calendar counts.
  ///
  /// No unit is handled like OTHER.
  package init?(_ message: MotCuaAPI.TimeLimit) {
    let unit = message.unit.model ?? .other
    let quantity = unit == .other ? 0 : Int(message.quantityMilli)
    guard unit != .month || quantity.isMultiple(of: 1000) else { return nil }
    guard let limit = MotCuaDomain.TimeLimit(thousandths: quantity, unit: unit) else { return nil }
    self.init(limit: limit, text: TextNormaliser.stored(message.text))
  }

  /// The limit on the wire.
  package var message: MotCuaAPI.TimeLimit {
    MotCuaAPI.TimeLimit(
      quantityMilli: Int32(limit.thousandths),
      unit: MotCuaAPI.TimeUnit(limit.unit),
      text: text
    )
  }
}
