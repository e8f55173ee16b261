import Synchronization

/// Counts of values by the upper bounds of their sizes.
final class Histogram: Sendable {
  private struct State {
    var counts: [UInt64]
    var sum = 0.0
  }

  /// The upper bounds, ascending; what is above the last is counted too.
  let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    let place = low
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  /// The counts up to each bound and in all, and the sum of the values.
  var snapshot: (upTo: [UInt64], sum: Double) {
    state.withLock { state in
      var total: UInt64 = 0
      let upTo = state.counts.map { count in
        total += count
        return total
      }
      return (upTo, state.sum)
    }
  }

  /// The bounds of go-grpc-prometheus, in seconds.
  static let classicSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// The bounds of gRFC A66 for durations, in seconds.
  static let seconds = [
    0, 0.00001, 0.00005, 0.0001, 0.0003, 0.0006, 0.0008, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006,
    0.008, 0.01, 0.013, 0.016, 0.02, 0.025, 0.03, 0.04, 0.05, 0.065, 0.08, 0.1, 0.13, 0.16, 0.2,
    0.25, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 2, 5, 10, 20, 50, 100,
  ]

  /// The bounds of gRFC A66 for sizes, in bytes.
  static let bytes: [Double] = [
    0, 1_024, 2_048, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
    268_435_456, 1_073_741_824, 4_294_967_296,
  ]
}
