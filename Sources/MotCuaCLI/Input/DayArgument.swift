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
}
