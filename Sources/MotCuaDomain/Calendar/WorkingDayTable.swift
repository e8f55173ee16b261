/// The working days of a run of loaded years, counted once so that every question is a look-up.
struct WorkingDayTable: Sendable {
  /// The first day of the run.
  let first: CivilDate
  /// For each day of the run, and the day after it, the working days before it.
  private let before: [Int32]
  /// The offsets of the working days from `first`, in order.
  private let offsets: [Int32]

  /// Counts the days of whole years.
  init(years: ClosedRange<Int>, kinds: [CivilDate: DayKind]) {
    first = CivilDate.newYear(years.lowerBound)
    let count = CivilDate.newYear(years.upperBound + 1).daysSinceEpoch - first.daysSinceEpoch
    var before: [Int32] = []
    before.reserveCapacity(count + 1)
    var offsets: [Int32] = []
    for offset in 0..<count {
      before.append(Int32(offsets.count))
      let date = first.addingDays(offset)
      if Self.works(date, kind: kinds[date]) { offsets.append(Int32(offset)) }
    }
    before.append(Int32(offsets.count))
    self.before = before
    self.offsets = offsets
  }

  /// A weekday is worked unless a row frees it, a weekend only when a row says so.
  private static func works(_ date: CivilDate, kind: DayKind?) -> Bool {
    switch kind {
    case .holiday, .compensatoryOff, .swapOff: false
    case .swapWork: true
    case nil: !date.weekday.isWeekend
    }
  }

  /// The days of the run.
  var count: Int { before.count - 1 }

  /// Whether the day lies in the run.
  func contains(_ date: CivilDate) -> Bool {
    let offset = date.daysSinceEpoch - first.daysSinceEpoch
    return offset >= 0 && offset < count
  }

  /// Whether a day of the run is worked.
  func isWorking(_ date: CivilDate) -> Bool {
    let offset = date.daysSinceEpoch - first.daysSinceEpoch
    return before[offset + 1] > before[offset]
  }

  /// The working days of the run before a day of it.
  func workingDays(before date: CivilDate) -> Int {
    Int(before[date.daysSinceEpoch - first.daysSinceEpoch])
  }

  /// The working day with a number, counted from 0; the year after the run is missing when it
  /// lies beyond.
  func workingDay(_ number: Int) throws(DueDateError) -> CivilDate {
    guard number < offsets.count else {
      throw .yearNotLoaded(first.addingDays(count).year)
    }
    return first.addingDays(Int(offsets[number]))
  }
}
