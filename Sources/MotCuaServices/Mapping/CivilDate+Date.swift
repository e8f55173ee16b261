package import MotCuaAPI
package import MotCuaDomain

extension CivilDate {
  /// The day of a message; nil for a day that does not exist.
  package init?(_ date: MotCuaAPI.Date) {
    guard date.year >= 1900 else { return nil }
    self.init(year: Int(date.year), month: Int(date.month), day: Int(date.day))
  }

  /// The day on the wire.
  package var date: MotCuaAPI.Date {
    let parts = parts
    return MotCuaAPI.Date(
      year: Int32(parts.year),
      month: Int32(parts.month),
      day: Int32(parts.day)
    )
  }
}
