/// One figure over the days on which it changes, with the sum up to each: for the many figures of
/// one procedure at one agency, which rest on most days.
struct SparseSeries: Sendable {
  private(set) var days: [Int32] = []
  private var sums: [Int64] = []

  /// A figure that is 0 on all days.
  init() {}

  /// Adds to a day, counted from 1970-01-01.
  mutating func add(_ amount: Int64, on day: Int) {
    let day = Int32(clamping: day)
    let place = firstIndex(after: day)
    if place > 0, days[place - 1] == day {
      for index in (place - 1)..<sums.count { sums[index] += amount }
      return
    }
    days.insert(day, at: place)
    sums.insert(place > 0 ? sums[place - 1] : 0, at: place)
    for index in place..<sums.count { sums[index] += amount }
  }

  /// The sum of all days up to a day, that day included.
  func sum(through day: Int) -> Int64 {
    let place = firstIndex(after: Int32(clamping: day))
    return place > 0 ? sums[place - 1] : 0
  }

  /// Whether anything was ever added to a day.
  func hasChange(on day: Int) -> Bool {
    let day = Int32(clamping: day)
    let place = firstIndex(after: day)
    return place > 0 && days[place - 1] == day
  }

  /// The days on which it changes and by how much.
  var changes: [(day: Int, amount: Int64)] {
    days.indices.map { index in
      (Int(days[index]), sums[index] - (index > 0 ? sums[index - 1] : 0))
    }
  }

  private func firstIndex(after day: Int32) -> Int {
    if let last = days.last, last <= day { return days.count }
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
