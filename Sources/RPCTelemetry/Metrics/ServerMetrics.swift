public import Metrics
public import RPCCore
import Synchronization

/// Counts the calls of a server through swift-metrics.
///
/// `grpc_server_started_total`, `_handled_total`, `_msg_received_total`, `_msg_sent_total`,
/// `_handling_seconds` (go-grpc-prometheus) and `grpc.server.call.started`, `.duration`,
/// `.sent_total_compressed_message_size`, `.rcvd_total_compressed_message_size` (gRFC A66).
public final class ServerMetrics: ServerObserver {
  private let metrics: MetricsByMethod
  private let running = Atomic<Int>(0)

  /// Counts calls of the given methods one by one and those of all others together.
  public init(
    methods: [MethodDescriptor],
    factory: any MetricsFactory = MetricsSystem.factory
  ) {
    metrics = MetricsByMethod(methods) { MethodMetrics(.server, $0, factory: factory) }
  }

  /// Calls that have begun and not ended.
  public var callsRunning: Int { running.load(ordering: .acquiring) }

  /// What is known of one call, so that it is looked up once.
  private final class Tally: Sendable {
    let metrics: MethodMetrics
    let receivedBytes = Atomic<Int>(0)
    let sentBytes = Atomic<Int>(0)

    init(_ metrics: MethodMetrics) {
      self.metrics = metrics
    }
  }

  /// Counts a call.
  public func started(_ call: ObservedServerCall) {
    running.add(1, ordering: .relaxed)
    let metrics = metrics[call.method]
    metrics.noteStart()
    metrics.attempts.noteStart()
    call.note(Tally(metrics))
  }

  /// Counts a message.
  public func received(_ call: ObservedServerCall, bytes: Int) {
    guard let tally = call.noted(Tally.self) else { return }
    tally.metrics.noteReceived()
    tally.receivedBytes.add(bytes, ordering: .relaxed)
  }

  /// Counts a message.
  public func sent(_ call: ObservedServerCall, bytes: Int) {
    guard let tally = call.noted(Tally.self) else { return }
    tally.metrics.noteSent()
    tally.sentBytes.add(bytes, ordering: .relaxed)
  }

  /// Counts an outcome.
  public func finished(_ call: ObservedServerCall, error: RPCError?, duration: Duration) {
    defer { running.subtract(1, ordering: .releasing) }
    guard let tally = call.noted(Tally.self) else { return }
    tally.metrics.noteEnd(error, duration)
    tally.metrics.attempts.noteEnd(
      ClientAttempt(
        error: error,
        duration: duration,
        sentBytes: tally.sentBytes.load(ordering: .relaxed),
        receivedBytes: tally.receivedBytes.load(ordering: .relaxed)
      )
    )
  }
}
