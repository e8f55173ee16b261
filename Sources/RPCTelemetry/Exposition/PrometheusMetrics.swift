public import CoreMetrics
import Synchronization

/// Keeps the metrics of a process and writes them as Prometheus text.
///
/// Names of swift-metrics are made fit for Prometheus as OpenTelemetry's translation does it: dots
/// become underscores, counters end in `_total`, timers in `_seconds`, sizes in `_bytes`. Series are
/// bounded: beyond `seriesMax` a new one is not kept, and `motcua_metrics_dropped_series_total` says so.
public final class PrometheusMetrics: MetricsFactory {
  /// The kinds of metrics of the text format.
  private enum Kind: String {
    case counter
    case gauge
    case histogram
  }

  private enum Series {
    case counter(CounterSeries)
    case gauge(GaugeSeries)
    case histogram(HistogramSeries)
  }

  private struct Family {
    let kind: Kind
    var help: String?
    /// By the written labels, for a steady order.
    var series: [String: Series] = [:]
  }

  private struct State {
    var families: [String: Family] = [:]
    var seriesCount = 0
    var dropped = 0
  }

  private let seriesMax: Int
  private let state = Mutex(State())

  /// Series of all metrics together, unless told otherwise.
  public static let seriesMaxDefault = 20_000

  /// Keeps at most so many series.
  public init(seriesMax: Int = PrometheusMetrics.seriesMaxDefault) {
    self.seriesMax = seriesMax
  }

  /// Says what a metric means; the name is the one that is written.
  public func describe(_ name: String, _ help: String) {
    state.withLock { state in
      state.families[name]?.help = help
    }
  }

  // swift-metrics.

  /// A counter.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    counter(label, dimensions)
  }

  /// A counter of parts.
  public func makeFloatingPointCounter(
    label: String,
    dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    counter(label, dimensions)
  }

  /// A gauge.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    gauge(label, dimensions)
  }

  /// A histogram of sizes, or a gauge if nothing is to be aggregated.
  public func makeRecorder(
    label: String,
    dimensions: [(String, String)],
    aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return gauge(label, dimensions) }
    let suffix = label.hasSuffix("size") ? "_bytes" : ""
    let name = MetricName.metric(label, suffix: suffix)
    return histogram(name, dimensions, bounds: Histogram.bytes)
  }

  /// A histogram of seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    // Dotted names are those of gRFC A66, which sets the bounds.
    let bounds = label.contains(".") ? Histogram.seconds : Histogram.classicSeconds
    return histogram(MetricName.metric(label, suffix: "_seconds"), dimensions, bounds: bounds)
  }

  /// Nothing: a series stays, so that a scrape never sees it fall.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Nothing.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  /// Nothing.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// Nothing.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Nothing.
  public func destroyTimer(_ handler: any TimerHandler) {}

  private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterSeries {
    let name = MetricName.metric(label, suffix: "_total")
    let series = series(name, .counter, dimensions) { .counter(CounterSeries()) }
    guard case .counter(let counter)? = series else { return CounterSeries() }
    return counter
  }

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries {
    let series = series(MetricName.metric(label), .gauge, dimensions) { .gauge(GaugeSeries()) }
    guard case .gauge(let gauge)? = series else { return GaugeSeries() }
    return gauge
  }

  private func histogram(
    _ name: String,
    _ dimensions: [(String, String)],
    bounds: [Double]
  ) -> HistogramSeries {
    let series = series(name, .histogram, dimensions) {
      .histogram(HistogramSeries(bounds: bounds))
    }
    guard case .histogram(let histogram)? = series else { return HistogramSeries(bounds: bounds) }
    return histogram
  }

  /// The series of a name and labels, which is made if there is none; nil if there is no room, or the
  /// name belongs to another kind.
  private func series(
    _ name: String,
    _ kind: Kind,
    _ dimensions: [(String, String)],
    _ make: () -> Series
  ) -> Series? {
    let labels = Self.labels(dimensions)
    return state.withLock { state in
      var family = state.families[name] ?? Family(kind: kind)
      if let series = family.series[labels], family.kind == kind { return series }
      guard family.kind == kind, state.seriesCount < seriesMax else {
        state.dropped += 1
        return nil
      }
      let series = make()
      family.series[labels] = series
      state.families[name] = family
      state.seriesCount += 1
      return series
    }
  }

  private static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.map { name, value in
      "\(MetricName.label(name))=\"\(MetricName.escaped(value))\""
    }.joined(separator: ",")
  }

  // The text.

  /// The media type of ``exposition()``.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// All metrics in the text format 0.0.4, by name and labels.
  public func exposition() -> String {
    let (families, dropped) = state.withLock { ($0.families, $0.dropped) }
    var text = ""
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      if let help = family.help { text += "# HELP \(name) \(Self.escaped(help: help))\n" }
      text += "# TYPE \(name) \(family.kind.rawValue)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        Self.append(name, labels, series, to: &text)
      }
    }
    let name = "motcua_metrics_dropped_series_total"
    text += "# HELP \(name) Series that were not kept because there were too many.\n"
    text += "# TYPE \(name) counter\n\(name) \(dropped)\n"
    return text
  }

  private static func escaped(help: String) -> String {
    var text = ""
    for scalar in help.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func append(
    _ name: String,
    _ labels: String,
    _ series: Series,
    to text: inout String
  ) {
    let braces = labels.isEmpty ? "" : "{\(labels)}"
    switch series {
    case .counter(let counter): text += "\(name)\(braces) \(counter.text)\n"
    case .gauge(let gauge): text += "\(name)\(braces) \(gauge.text)\n"
    case .histogram(let series):
      let (upTo, sum) = series.histogram.snapshot
      let before = labels.isEmpty ? "" : labels + ","
      let bounds = series.histogram.bounds.map { NumberText.text($0) } + ["+Inf"]
      for (bound, count) in zip(bounds, upTo) {
        text += "\(name)_bucket{\(before)le=\"\(bound)\"} \(count)\n"
      }
      text += "\(name)_sum\(braces) \(NumberText.text(sum))\n"
      text += "\(name)_count\(braces) \(upTo.last ?? 0)\n"
    }
  }
}
