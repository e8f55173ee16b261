public import Metrics
public import RPCCore

/// Counts the calls of a client through swift-metrics.
///
/// `grpc_client_started_total`, `_handled_total`, `_msg_received_total`, `_msg_sent_total`,
/// `_handling_seconds` (go-grpc-prometheus) and `grpc.client.attempt.started`, `.duration`,
/// `.sent_total_compressed_message_size`, `.rcvd_total_compressed_message_size`,
/// `grpc.client.call.duration` (gRFC A66).
public final class ClientMetrics: ClientObserver {
  private let metrics: MetricsByMethod

  /// Counts calls of the given methods one by one and those of all others together; the target is
  /// the server's name as the client was given it.
  public init(
    methods: [MethodDescriptor],
    target: String,
    factory: any MetricsFactory = MetricsSystem.factory
  ) {
    metrics = MetricsByMethod(methods) {
      MethodMetrics(.client, $0, target: target, factory: factory)
    }
  }

  /// Counts a call.
  public func started(_ context: ClientContext) { metrics[context.method].noteStart() }

  /// Counts a message.
  public func sent(_ context: ClientContext, bytes: Int) { metrics[context.method].noteSent() }

  /// Counts a message.
  public func received(_ context: ClientContext, bytes: Int) {
    metrics[context.method].noteReceived()
  }

  /// Counts an attempt.
  public func attemptStarted(_ context: ClientContext) {
    metrics[context.method].attempts.noteStart()
  }

  /// Counts the outcome of an attempt.
  public func attemptFinished(_ context: ClientContext, _ attempt: ClientAttempt) {
    metrics[context.method].attempts.noteEnd(attempt)
  }

  /// Counts an outcome.
  public func finished(_ context: ClientContext, error: RPCError?, duration: Duration) {
    metrics[context.method].noteEnd(error, duration)
    metrics[context.method].attempts.noteCall(error, duration)
  }
}
