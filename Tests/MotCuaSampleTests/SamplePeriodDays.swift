import MotCuaAPI

/// A period of 2020 as the tests write it.
struct SamplePeriodDays: Sendable {
  let from: Date
  let to: Date

  init(fromMonth: Int, day first: Int, toMonth: Int, day last: Int) {
    from = Date(year: 2020, month: Int32(fromMonth), day: Int32(first))
    to = Date(year: 2020, month: Int32(toMonth), day: Int32(last))
  }

  var message: Period { Period(from: from, to: to) }
}
