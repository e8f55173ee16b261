/// One figure over the days, for sums over any span in a few steps.
///
/// A Fenwick tree (partial sums over spans of powers of two) beside the plain values: a sum up to a
/// day and a change of a day both cost the logarithm of the number of days.
struct DaySeries: Sendable {
  private var first = 0
  private var values: [Int64] = []
  private var tree: [Int64] = []

  /// A figure that is 0 on all days.
  init() {}

  /// A figure from its days in ascending order; the span must not be beyond what days can be.
  init(ascending days: [(day: Int, amount: Int64)]) {
    guard let first = days.first?.day, let last = days.last?.day, first <= last,
      last - first <= Self.daysMax
    else { return }
    self.first = first
    values = Array(repeating: 0, count: last - first + 1)
    for (day, amount) in days where (first...last).contains(day) { values[day - first] += amount }
    rebuild()
  }

  /// A thousand years: more is damage.
  private static let daysMax = 366_000

  /// Adds to a day, counted from 1970-01-01.
  mutating func add(_ amount: Int64, on day: Int) {
    if values.isEmpty { first = day }
    if day < first { prepend(first - day) }
    let index = day - first
    if index >= values.count { extend(to: index + 1) }
    values[index] += amount
    var node = index + 1
    while node <= tree.count {
      tree[node - 1] += amount
      node += node & -node
    }
  }

  /// The value of a day.
  func value(on day: Int) -> Int64 {
    let index = day - first
    return values.indices.contains(index) ? values[index] : 0
  }

  /// The sum of all days up to a day, that day included.
  func sum(through day: Int) -> Int64 {
    var node = min(day - first + 1, tree.count)
    var sum: Int64 = 0
    while node > 0 {
      sum += tree[node - 1]
      node -= node & -node
    }
    return sum
  }

  /// The days between the first and the last with a value, for those who want them all.
  var span: Range<Int> { first..<(first + values.count) }

  private mutating func extend(to count: Int) {
    // Room for a season more, so that a further day seldom rebuilds the tree.
    values += Array(repeating: 0, count: max(count - values.count, 90))
    rebuild()
  }

  private mutating func prepend(_ count: Int) {
    values.insert(contentsOf: Array(repeating: 0, count: count), at: 0)
    first -= count
    rebuild()
  }

  private mutating func rebuild() {
    tree = values
    guard !tree.isEmpty else { return }
    for node in 1...tree.count {
      let parent = node + (node & -node)
      if parent <= tree.count { tree[parent - 1] += tree[node - 1] }
    }
  }
}
