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
  package static let count = ((Measure.allCases.map(\.rawValue).max() ?? 0) + 1) * 15

  /// Makes a key.
  package init(measure: Measure, channel: Channel, level: ServiceLevel?) {
    self.measure = measure
    self.channel = channel
    self.level = level
  }

  /// The key of a number, nil where there is none.
  package init?(index: Int) {
    let level = index % 5
    let channel = index / 5 % 3 + 1
    guard index >= 0, let measure = Measure(rawValue: index / 15),
      let way = Channel(rawValue: channel)
    else { return nil }
    self.init(measure: measure, channel: way, level: ServiceLevel(rawValue: level))
  }

  /// The number of the key, from 0.
  package var index: Int {
    (measure.rawValue * 3 + channel.rawValue - 1) * 5 + (level?.rawValue ?? 0)
  }
}
