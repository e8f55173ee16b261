package import MotCuaServices
package import MotCuaStore
package import RPCHTTP2
package import RPCTelemetry

/// Every limit of the server in the places where it is kept.
package struct ServerLimits: Sendable {
  /// Those of the wire.
  package var wire = HTTP2ServerConfiguration()
  /// Those of the store; its folder is set elsewhere.
  package var store = StoreConfiguration(folder: "")
  /// Those of the services.
  package var services = ServiceLimits()
  /// Those of files.
  package var files = FileLimits()
  /// Those of the access log.
  package var accessLog = AccessLogConfiguration()
  /// Those of metrics.
  package var metrics = MetricsLimits()

  /// The defaults.
  package init() {}
}

/// What metrics hold, and whom their port serves.
package struct MetricsLimits: Sendable {
  /// Series that are kept.
  package var seriesMax = PrometheusMetrics.seriesMaxDefault
  /// Connections of the port at once; one more is closed.
  package var connectionsMax = 16
  /// How long a connection of the port may be silent.
  package var timeout: Duration = .seconds(10)

  /// The defaults.
  package init() {}
}
