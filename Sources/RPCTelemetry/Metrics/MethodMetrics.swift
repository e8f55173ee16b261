import Metrics
import RPCCore
import Synchronization

/// The metrics of one method on one side, made when the method is first called.
///
/// Two families stand side by side: the names of go-grpc-prometheus, which dashboards of many years
/// read, and those of gRFC A66, which the other implementations of gRPC agree on today.
final class MethodMetrics: Sendable {
  /// Whose metrics they are.
  enum Side: String {
    case server
    case client
  }

  private let started: Counter
  private let received: Counter
  private let sent: Counter
  private let duration: Timer
  private let handled: OutcomeSeries<Counter>
  let attempts: AttemptMetrics

  init(_ side: Side, _ labels: MethodLabels, target: String? = nil, factory: any MetricsFactory) {
    let prefix = "grpc_\(side.rawValue)_"
    func counter(_ name: String) -> Counter {
      Counter(label: prefix + name, dimensions: labels.dimensions, factory: factory)
    }
    started = counter("started_total")
    received = counter("msg_received_total")
    sent = counter("msg_sent_total")
    duration = Timer(
      label: prefix + "handling_seconds",
      dimensions: labels.dimensions,
      factory: factory
    )
    handled = OutcomeSeries { code in
      Counter(
        label: prefix + "handled_total",
        dimensions: labels.dimensions + [("grpc_code", CodeNames.go[code])],
        factory: factory
      )
    }
    attempts = AttemptMetrics(side, labels, target: target, factory: factory)
  }

  func noteStart() { started.increment() }
  func noteReceived() { received.increment() }
  func noteSent() { sent.increment() }

  func noteEnd(_ error: RPCError?, _ duration: Duration) {
    handled[error].increment()
    self.duration.recordNanoseconds(duration.wholeNanoseconds)
  }
}

/// The metrics of gRFC A66: of calls on the server, of attempts on the client.
final class AttemptMetrics: Sendable {
  private let started: Counter
  private let durations: OutcomeSeries<Timer>
  private let sentBytes: OutcomeSeries<Recorder>
  private let receivedBytes: OutcomeSeries<Recorder>
  /// The whole call with all of its attempts; on the client only.
  private let calls: OutcomeSeries<Timer>?

  init(
    _ side: MethodMetrics.Side,
    _ labels: MethodLabels,
    target: String?,
    factory: any MetricsFactory
  ) {
    let prefix = side == .server ? "grpc.server.call." : "grpc.client.attempt."
    let base = [("grpc.method", labels.path)] + (target.map { [("grpc.target", $0)] } ?? [])
    @Sendable func dimensions(_ code: Int) -> [(String, String)] {
      base + [("grpc.status", CodeNames.standard[code])]
    }
    func timers(_ label: String) -> OutcomeSeries<Timer> {
      OutcomeSeries { Timer(label: label, dimensions: dimensions($0), factory: factory) }
    }
    func recorders(_ name: String) -> OutcomeSeries<Recorder> {
      OutcomeSeries {
        Recorder(label: prefix + name, dimensions: dimensions($0), factory: factory)
      }
    }
    started = Counter(label: prefix + "started", dimensions: base, factory: factory)
    durations = timers(prefix + "duration")
    sentBytes = recorders("sent_total_compressed_message_size")
    receivedBytes = recorders("rcvd_total_compressed_message_size")
    calls = side == .client ? timers("grpc.client.call.duration") : nil
  }

  func noteStart() { started.increment() }

  func noteEnd(_ attempt: ClientAttempt) {
    durations[attempt.error].recordNanoseconds(attempt.duration.wholeNanoseconds)
    sentBytes[attempt.error].record(attempt.sentBytes)
    receivedBytes[attempt.error].record(attempt.receivedBytes)
  }

  func noteCall(_ error: RPCError?, _ duration: Duration) {
    calls?[error].recordNanoseconds(duration.wholeNanoseconds)
  }
}

/// One metric for each of the seventeen outcomes, made when it is first needed: most methods know
/// three or four of them.
final class OutcomeSeries<Metric: Sendable>: Sendable {
  private let make: @Sendable (Int) -> Metric
  private let series = Mutex<[Metric?]>(Array(repeating: nil, count: CodeNames.go.count))

  init(_ make: @escaping @Sendable (Int) -> Metric) {
    self.make = make
  }

  subscript(_ error: RPCError?) -> Metric {
    let code = error?.code.rawValue ?? 0
    return series.withLock { series in
      if let metric = series[code] { return metric }
      let metric = make(code)
      series[code] = metric
      return metric
    }
  }
}

extension Duration {
  /// Nanoseconds, cut at the ends of their range.
  var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, tooFar) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || tooFar ? (seconds < 0 ? .min : .max) : sum
  }
}
