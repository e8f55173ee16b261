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
    for (index, amount) in other.cells.enumerated() where amount != 0 { cells[index] += amount }
  }

  /// Takes other figures away.
  package mutating func subtract(_ other: MeasureCounts) {
    for (index, amount) in other.cells.enumerated() where amount != 0 { cells[index] -= amount }
  }

  /// A measure summed over some channels and levels; nil takes all, levels without a number too.
  package func total(
    _ measure: Measure,
    channels: Set<Channel>? = nil,
    levels: Set<ServiceLevel>? = nil
  ) -> Int64 {
    var sum: Int64 = 0
    for channel in Channel.allCases where channels?.contains(channel) ?? true {
      for level in [nil] + ServiceLevel.allCases.map(Optional.some) {
        if let levels {
          guard let level, levels.contains(level) else { continue }
        }
        sum += self[RollupKey(measure: measure, channel: channel, level: level)]
      }
    }
    return sum
  }

  /// The dossiers whose handling ended: early, on time and late.
  package func resolved(channels: Set<Channel>? = nil, levels: Set<ServiceLevel>? = nil) -> Int64 {
    [Measure.resolvedEarly, .resolvedOnTime, .resolvedLate]
      .reduce(0) { $0 + total($1, channels: channels, levels: levels) }
  }
}
