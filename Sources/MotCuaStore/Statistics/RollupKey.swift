package import MotCuaDomain

/// What a figure counts: the measure, split by channel and by the level at submission.
///
/// `index` packs the three into a small number, the column of the rollup and of the cube.
package struct RollupKey: Sendable, Hashable {
  /// The measure.
  package let measure: Measure
  /// The channel by which the dossiers came.
  package let channel: Channel
  /// The legacy level of the offering at submission.
  package let level: ServiceLevel?

  /// How many keys there are, those of unused numbers of measures included.
  package static let count = ((Measure.allCases.map(\.rawValue).max() ?? 0) + 1) * ofMeasure
  /// How many keys a measure has: those of its channels, one behind the other.
  static let ofMeasure = 3 * ofChannel
  /// How many keys a channel has: without a level, then levels 1 to 4.
  static let ofChannel = 5

  /// Makes a key.
  package init(measure: Measure, channel: Channel, level: ServiceLevel?) {
    self.measure = measure
    self.channel = channel
    self.level = level
  }

  /// The key of a number, nil where there is none.
  package init?(index: Int) {
    let level = index % Self.ofChannel
    let channel = index / Self.ofChannel % 3 + 1
    guard index >= 0, let measure = Measure(rawValue: index / Self.ofMeasure),
      let way = Channel(rawValue: channel)
    else { return nil }
    self.init(measure: measure, channel: way, level: ServiceLevel(rawValue: level))
  }

  /// The number of the key, from 0.
  package var index: Int {
    measure.rawValue * Self.ofMeasure + (channel.rawValue - 1) * Self.ofChannel
      + (level?.rawValue ?? 0)
  }
}
