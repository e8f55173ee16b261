import CoreMetrics
import Synchronization

/// A number that grows.
final class CounterSeries: CounterHandler, FloatingPointCounterHandler {
  private let state = Mutex(0.0)
  private let whole = Atomic<Int64>(0)

  func increment(by amount: Int64) {
    // A counter never falls (Prometheus data model); it stops at the end of its range.
    guard amount > 0 else { return }
    let (_, new) = whole.wrappingAdd(amount, ordering: .relaxed)
    if new < 0 { whole.store(.max, ordering: .relaxed) }
  }

  func increment(by amount: Double) {
    guard amount > 0, amount.isFinite else { return }
    state.withLock { $0 += amount }
  }

  func reset() {
    whole.store(0, ordering: .relaxed)
    state.withLock { $0 = 0 }
  }

  var text: String {
    let part = state.withLock { $0 }
    let whole = whole.load(ordering: .relaxed)
    return part == 0 ? String(whole) : NumberText.text(Double(whole) + part)
  }
}

/// A number that goes up and down.
final class GaugeSeries: MeterHandler, RecorderHandler {
  private let value = Mutex(0.0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }

  var text: String { NumberText.text(value.withLock { $0 }) }
}

/// A distribution of sizes, or of times, which are kept in seconds.
final class HistogramSeries: RecorderHandler, TimerHandler {
  let histogram: Histogram

  init(bounds: [Double]) {
    histogram = Histogram(bounds: bounds)
  }

  func record(_ value: Int64) { histogram.record(Double(value)) }
  func record(_ value: Double) { histogram.record(value) }
  func recordNanoseconds(_ duration: Int64) { histogram.record(Double(duration) / 1e9) }
}

/// Numbers as Prometheus reads them.
enum NumberText {
  static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return String(value)
  }
}
