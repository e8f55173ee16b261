/// One figure over the days, for sums over any span in a few steps.
///
/// Beside the values stands, for each block of days, the sum of everything before it: a sum up to a
/// day reads one block, and a change of a day touches the blocks after it, of which there are none
/// where days come in their order. There are thousands of series over thousands of days and nearly
/// all values are small, so they take 32 bits until one of them does not fit.
struct DaySeries: Sendable {
  private static let blockDays = 64
  /// A thousand years: more is damage.
  private static let daysMax = 366_000

  private var first = 0
  private var narrow: [Int32] = []
  /// The values where they are wide; empty otherwise.
  private var wide: [Int64] = []
  private var before: [Int64] = []

  /// A figure that is 0 on all days.
  init() {}

  /// A figure from its days in ascending order; nothing where they span more than a thousand years.
  init(ascending days: [(day: Int, amount: Int64)]) {
    guard let first = days.first?.day, let last = days.last?.day, first <= last,
      last - first <= Self.daysMax
    else { return }
    self.first = first
    extend(to: last - first + 1)
    for (day, amount) in days where day >= first { add(amount, on: day) }
  }

  /// Adds to a day, counted from 1970-01-01.
  mutating func add(_ amount: Int64, on day: Int) {
    if count == 0 { first = day }
    if day < first { prepend(first - day) }
    let index = day - first
    // Room for a season more, so that a further day seldom moves the series.
    if index >= count { extend(to: index + 90) }
    set(self[index] + amount, at: index)
    let block = index / Self.blockDays + 1
    if block < before.count {
      for later in block..<before.count { before[later] += amount }
    }
  }

  /// The value of a day.
  func value(on day: Int) -> Int64 {
    let index = day - first
    return (0..<count).contains(index) ? self[index] : 0
  }

  /// The sum of all days up to a day, that day included.
  func sum(through day: Int) -> Int64 {
    let last = min(day - first, count - 1)
    guard last >= 0 else { return 0 }
    let block = last / Self.blockDays
    let days = (block * Self.blockDays)...last
    guard wide.isEmpty else { return wide[days].reduce(before[block], &+) }
    return narrow[days].reduce(before[block]) { $0 &+ Int64($1) }
  }

  /// The days between the first and the last with a value, for those who want them all.
  var span: Range<Int> { first..<(first + count) }

  private var count: Int { wide.isEmpty ? narrow.count : wide.count }

  private subscript(index: Int) -> Int64 { wide.isEmpty ? Int64(narrow[index]) : wide[index] }

  private mutating func set(_ value: Int64, at index: Int) {
    if wide.isEmpty, let small = Int32(exactly: value) {
      narrow[index] = small
      return
    }
    if wide.isEmpty {
      wide = narrow.map(Int64.init)
      narrow = []
    }
    wide[index] = value
  }

  private mutating func extend(to count: Int) {
    let more = count - self.count
    if wide.isEmpty {
      narrow += repeatElement(0, count: more)
    } else {
      wide += repeatElement(0, count: more)
    }
    addBlocks()
  }

  private mutating func prepend(_ more: Int) {
    if wide.isEmpty {
      narrow.insert(contentsOf: repeatElement(0, count: more), at: 0)
    } else {
      wide.insert(contentsOf: repeatElement(0, count: more), at: 0)
    }
    first -= more
    before = []
    addBlocks()
  }

  /// Makes the sums of blocks that have none yet.
  private mutating func addBlocks() {
    while before.count * Self.blockDays < count {
      guard let last = before.last else {
        before = [0]
        continue
      }
      let start = (before.count - 1) * Self.blockDays
      before.append((start..<(start + Self.blockDays)).reduce(last) { $0 + self[$1] })
    }
  }
}
