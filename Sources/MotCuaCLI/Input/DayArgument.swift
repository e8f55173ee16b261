import ArgumentParser
import MotCuaAPI
import MotCuaDomain

/// A civil day as the command line writes it: `2020-08-06`.
struct DayArgument: ExpressibleByArgument {
  let date: CivilDate

  init?(argument: String) {
    guard let date = CivilDate(argument) else { return nil }
    self.date = date
  }

  /// The day in the contract's terms.
  var message: MotCuaAPI.Date { MotCuaAPI.Date(date) }

  /// The day before, in the contract's terms.
  var dayBefore: MotCuaAPI.Date { MotCuaAPI.Date(date.addingDays(-1)) }

  /// Whether the day comes after another one.
  func isAfter(_ other: MotCuaAPI.Date) -> Bool {
    (Int32(date.year), Int32(date.month), Int32(date.day)) > (other.year, other.month, other.day)
  }
}
