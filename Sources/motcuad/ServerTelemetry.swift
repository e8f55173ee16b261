import Metrics
import MotCuaServices
import MotCuaSettings
import MotCuaStore
import RPCCore
import RPCHTTP2
import RPCTelemetry

/// What watches the server: the access log, and metrics where somebody may read them.
struct ServerTelemetry: Sendable {
  /// Told of every call.
  let observers: [any ServerObserver]
  /// Outermost around every call.
  let interceptors: [any ServerInterceptor]
  private let metrics: PrometheusMetrics?
  private let calls: ServerMetrics?

  /// What keeps metrics, where somebody may read them.
  static func metrics(_ settings: ServerSettings) -> PrometheusMetrics? {
    guard settings.metricsListen != nil else { return nil }
    return PrometheusMetrics(seriesMax: settings.limits.metrics.seriesMax)
  }

  /// Watches connections, which there may be before there are calls.
  static func connections(
    _ settings: ServerSettings,
    log: ServerLog,
    metrics: PrometheusMetrics?
  ) -> @Sendable (ServerConnectionEvent) -> Void {
    let telemetry = ConnectionTelemetry(
      reasons: ServerConnectionEvent.Reason.allCases.map(\.rawValue),
      logger: log.logger,
      factory: metrics ?? NOOPMetricsHandler.instance,
      linesPerSecondMax: settings.limits.accessLog.linesPerSecondMax
    )
    metrics?.describe("motcua_connections_ended_total", "Connections that are over, and why.")
    metrics?.describe(
      "motcua_streams_refused_total",
      "Streams above the limit of their connection, which no call was made of."
    )
    return { event in
      switch event.kind {
      case .ended(let reason):
        telemetry.ended(reason.rawValue, peer: event.peer, isUsual: reason.isUsual)
      case .streamsRefused(let count): telemetry.streamsRefused(count)
      }
    }
  }

  /// Watches calls of the given methods as the settings say.
  init(
    _ settings: ServerSettings,
    log: ServerLog,
    metrics: PrometheusMetrics?,
    methods: [MethodDescriptor]
  ) {
    var observers: [any ServerObserver] = []
    var accessLog = settings.limits.accessLog
    accessLog.scope =
      settings.text(SettingNames.accessLog)
      .flatMap { AccessLogConfiguration.Scope(rawValue: $0) } ?? accessLog.scope
    if accessLog.scope != .off {
      observers.append(
        AccessLog(logger: log.logger, configuration: accessLog, methods: methods) { call in
          call.value(of: Principal.self).map { String(describing: $0.kind) }
        }
      )
    }
    // Only the log of all calls needs numbers for calls that came without a trace.
    interceptors = accessLog.scope == .all ? [TracingServerInterceptor(TracePropagator())] : []
    self.metrics = metrics
    calls = metrics.map { ServerMetrics(methods: methods, factory: $0) }
    if let calls { observers.append(calls) }
    self.observers = observers
  }

  /// What is served to whoever reads metrics: the calls', with the figures of this instant.
  func exposition(_ store: SQLiteStore, _ transport: HTTP2ServerTransport) async -> String {
    guard let metrics else { return "" }
    // A store that cannot be asked any more leaves its last figures standing.
    if let figures = try? await store.figures() {
      set("motcua_store_waiting_commands", "Changes that wait for the writer.") {
        Double(figures.waitingCommands)
      }
      set("motcua_store_commits", "Commits since the start.") { Double(figures.commits) }
      set("motcua_store_commands", "Changes committed since the start.") {
        Double(figures.commands)
      }
      set("motcua_store_group_commands_mean", "Changes in one commit, on average.") {
        figures.commits == 0 ? 0 : Double(figures.commands) / Double(figures.commits)
      }
      set("motcua_store_wal_bytes", "Size of the write-ahead log.") { Double(figures.logBytes) }
      set("motcua_store_file_bytes", "Size of the database file.") { Double(figures.fileBytes) }
      set("motcua_dossiers", "Dossiers in the store.") { Double(figures.dossiers) }
    }
    let load = transport.load
    set("motcua_connections", "Connections that are open.") { Double(load.connections) }
    set("motcua_streams_open", "Calls whose streams are open.") { Double(load.openStreams) }
    set("motcua_handlers_running", "Handlers that have begun and not ended.") {
      Double(load.runningHandlers)
    }
    set("motcua_calls_running", "Calls that have begun and not ended.") {
      Double(calls?.callsRunning ?? 0)
    }
    return metrics.exposition()
  }

  private func set(_ name: String, _ help: String, _ value: () -> Double) {
    guard let metrics else { return }
    Meter(label: name, factory: metrics).set(value())
    metrics.describe(name, help)
  }
}
