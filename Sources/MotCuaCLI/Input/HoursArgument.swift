import ArgumentParser
import MotCuaAPI
import MotCuaDomain

/// Working hours on the command line and in tables: `07:00-11:30,13:30-17:00`.
struct HoursArgument: ExpressibleByArgument {
  /// The hours in the contract's terms.
  let messages: [OpenInterval]

  init?(argument: String) {
    guard let hours = WorkingHours(argument) else { return nil }
    messages = hours.intervals.map {
      OpenInterval(startMinute: Int32($0.lowerBound), endMinute: Int32($0.upperBound))
    }
  }
}
