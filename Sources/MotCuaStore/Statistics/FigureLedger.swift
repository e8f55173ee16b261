import MotCuaDomain

/// A change of one figure on one day.
struct FigureChange: Sendable {
  /// The day, counted from 1970-01-01.
  var day: Int32
  /// The number of the key.
  var key: UInt16
  /// By how much.
  var amount: Int64

  /// Makes the value from its parts; days beyond millions of years are as far away as there are.
  init(day: Int, key: Int, amount: Int64) {
    self.day = Int32(clamping: day)
    self.key = UInt16(clamping: key)
    self.amount = amount
  }

  func precedes(_ other: FigureChange) -> Bool {
    day != other.day ? day < other.day : key < other.key
  }
}

/// All figures of one agency, or of all of them, as the changes of each day in their order.
///
/// The days lie in blocks; beside each block that has changes stands what every figure came to before
/// it. Sums up to a day so cost one row of figures and the changes of some days, whatever the number
/// of dossiers, and many days cost one walk over the changes between them.
struct FigureLedger: Sendable {
  /// A block has 32 days.
  private static let blockBits = 5

  private struct Block: Sendable {
    /// The number of the block; blocks without changes are left out.
    let number: Int
    /// What came before, by the place of the key; places behind the last are 0.
    var before: [Int64]
    /// The changes, ascending by day and key.
    var changes: [FigureChange]
  }

  private struct Place: Hashable {
    let day: Int32
    let key: UInt16

    init(_ change: FigureChange) {
      day = change.day
      key = change.key
    }
  }

  private var blocks: [Block] = []
  /// The keys that ever had a change, by their place.
  private var keys: [UInt16] = []
  private var places: [UInt16: Int] = [:]

  /// No figures.
  init() {}

  /// The figures of some changes in any order.
  init(_ parts: [[FigureChange]]) {
    guard let table = DayTable(parts) else {
      for change in parts.joined().sorted(by: { $0.precedes($1) }) { add(change) }
      return
    }
    keys = table.keys
    for (place, key) in keys.enumerated() { places[key] = place }
    var sums = [Int64](repeating: 0, count: keys.count)
    for day in table.days {
      for place in keys.indices {
        let amount = table[day, place]
        guard amount != 0 else { continue }
        let number = Self.number(day)
        if blocks.last?.number != number {
          blocks.append(Block(number: number, before: sums, changes: []))
        }
        sums[place] += amount
        blocks[blocks.count - 1].changes.append(
          FigureChange(day: Int(day), key: Int(keys[place]), amount: amount)
        )
      }
    }
  }

  /// All changes by block, those of one key and day added up.
  var parts: [[FigureChange]] { blocks.map(\.changes) }

  /// Adds a change: where days come in their order nothing else is touched.
  mutating func add(_ change: FigureChange) {
    let place = place(of: change.key)
    let index = block(of: change.day)
    blocks[index].changes.take(change)
    for later in blocks.indices[(index + 1)...] {
      let missing = place + 1 - blocks[later].before.count
      if missing > 0 { blocks[later].before += repeatElement(0, count: missing) }
      blocks[later].before[place] += change.amount
    }
  }

  /// Adds to counts what had come up to the end of a day.
  func add(through day: Int, to counts: inout MeasureCounts) {
    let day = Int32(clamping: day)
    let number = Self.number(day)
    let index = blocks.partitioningIndex { $0.number > number }
    guard index > 0 else { return }
    let block = blocks[index - 1]
    counts.add(block.before, of: keys)
    counts.add(block.changes[..<block.changes.end(of: day)])
  }

  /// Adds to the first row what had come up to the end of the first day, and to each further row what
  /// came since the day before it; the days ascend.
  func walk(_ days: [Int], _ rows: inout [MeasureCounts]) {
    guard let first = days.first else { return }
    add(through: first, to: &rows[0])
    var place = 1
    let start = Int32(clamping: first)
    let from = Self.number(start)
    for block in blocks[blocks.partitioningIndex(where: { $0.number >= from })...] {
      var rest = block.changes[block.changes.end(of: start)...]
      while let next = rest.first {
        while place < days.count, days[place] < Int(next.day) { place += 1 }
        guard place < days.count else { return }
        let day = Int32(clamping: days[place])
        let end = rest.firstIndex { $0.day > day } ?? rest.endIndex
        rows[place].add(rest[..<end])
        rest = rest[end...]
      }
    }
  }

  private static func number(_ day: Int32) -> Int {
    Int(day >> blockBits)
  }

  private mutating func place(of key: UInt16) -> Int {
    if let place = places[key] { return place }
    places[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  /// The block of a day; where it has none yet, a new one.
  private mutating func block(of day: Int32) -> Int {
    let number = Self.number(day)
    let index = blocks.partitioningIndex { $0.number >= number }
    if index < blocks.count, blocks[index].number == number { return index }
    var before = [Int64](repeating: 0, count: keys.count)
    if index > 0 {
      let last = blocks[index - 1]
      for place in last.before.indices { before[place] = last.before[place] }
      for change in last.changes { before[places[change.key] ?? 0] += change.amount }
    }
    blocks.insert(Block(number: number, before: before, changes: []), at: index)
    return index
  }
}

extension FigureLedger {
  /// Where it holds another amount than it should, and where the sum before a block is not what lies
  /// before it; that is told with the first day of the block.
  func differences(
    from expected: FigureLedger
  ) -> [(change: FigureChange, expected: Int64)] {
    var differences: [(change: FigureChange, expected: Int64)] = []
    var open: [Place: Int64] = [:]
    for change in expected.parts.joined() { open[Place(change), default: 0] += change.amount }
    var sums: [UInt16: Int64] = [:]
    for block in blocks {
      for (place, key) in keys.enumerated() {
        let held = place < block.before.count ? block.before[place] : 0
        let own = sums[key] ?? 0
        guard held != own else { continue }
        let day = block.number << Self.blockBits
        differences.append((FigureChange(day: day, key: Int(key), amount: held), own))
      }
      for change in block.changes {
        sums[change.key, default: 0] += change.amount
        let own = open.removeValue(forKey: Place(change)) ?? 0
        if own != change.amount { differences.append((change, own)) }
      }
    }
    for (place, amount) in open where amount != 0 {
      let missing = FigureChange(day: Int(place.day), key: Int(place.key), amount: 0)
      differences.append((missing, amount))
    }
    return differences
  }
}

extension [FigureChange] {
  /// The place behind the changes up to the end of a day.
  fileprivate func end(of day: Int32) -> Int { partitioningIndex { $0.day > day } }

  /// Takes a change to its place, or adds it to the one of its day and key.
  fileprivate mutating func take(_ change: FigureChange) {
    if let last, last.precedes(change) { return append(change) }
    let place = partitioningIndex { !$0.precedes(change) }
    if place < count, !change.precedes(self[place]) {
      self[place].amount += change.amount
    } else {
      insert(change, at: place)
    }
  }
}
