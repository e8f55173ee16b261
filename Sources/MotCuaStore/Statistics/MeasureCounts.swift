package import MotCuaDomain

/// All figures of a period and a set of agencies, still split by measure, channel and level.
package struct MeasureCounts: Sendable, Hashable {
  private var cells: [Int64]

  /// No figures.
  package init() {
    cells = Array(repeating: 0, count: RollupKey.count)
  }

  /// One figure.
  package subscript(key: RollupKey) -> Int64 {
    get { cells[key.index] }
    set { cells[key.index] = newValue }
  }

  /// The figure with the number of its key, for the adapters.
  package subscript(index: Int) -> Int64 {
    get { cells[index] }
    set { cells[index] = newValue }
  }

  /// Adds other figures.
  package mutating func add(_ other: MeasureCounts) {
    combine(other) { $0 &+ $1 }
  }

  /// Takes other figures away.
  package mutating func subtract(_ other: MeasureCounts) {
    combine(other) { $0 &- $1 }
  }

  /// Without checks that a ranking would make by the hundred thousand: no sum of a province comes near
  /// the limits of 64 bits.
  private mutating func combine(_ other: MeasureCounts, _ body: (Int64, Int64) -> Int64) {
    cells.withUnsafeMutableBufferPointer { cells in
      other.cells.withUnsafeBufferPointer { others in
        for index in cells.indices { cells[index] = body(cells[index], others[index]) }
      }
    }
  }

  /// Adds amounts to the figures of some keys.
  mutating func add(_ amounts: [Int64], of keys: [UInt16]) {
    cells.withUnsafeMutableBufferPointer { cells in
      for place in amounts.indices { cells[Int(keys[place])] += amounts[place] }
    }
  }

  /// Adds changes, whatever their days.
  mutating func add(_ changes: ArraySlice<FigureChange>) {
    cells.withUnsafeMutableBufferPointer { cells in
      for change in changes { cells[Int(change.key)] += change.amount }
    }
  }

  /// A measure summed over the levels of one channel, nil of all; `lowest` leaves out the levels
  /// below it and dossiers without one.
  package func total(
    _ measure: Measure,
    channel: Channel? = nil,
    from lowest: ServiceLevel? = nil
  ) -> Int64 {
    let first = RollupKey(measure: measure, channel: channel ?? .online, level: nil).index
    let start = channel == nil ? first / RollupKey.ofMeasure * RollupKey.ofMeasure : first
    let end = start + (channel == nil ? RollupKey.ofMeasure : RollupKey.ofChannel)
    let levelMin = lowest?.rawValue ?? 0
    return cells.withUnsafeBufferPointer { cells in
      var sum: Int64 = 0
      for index in start..<end where index % RollupKey.ofChannel >= levelMin { sum += cells[index] }
      return sum
    }
  }

  /// The dossiers of one channel, nil of all, whose handling ended: early, on time and late.
  package func resolved(channel: Channel? = nil) -> Int64 {
    [Measure.resolvedEarly, .resolvedOnTime, .resolvedLate]
      .reduce(0) { $0 + total($1, channel: channel) }
  }
}
