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
  /// Those of the access log.
  package var accessLog = AccessLogConfiguration()
  /// Series of metrics that are kept.
  package var metricSeriesMax = PrometheusMetrics.seriesMaxDefault

  /// The defaults.
  package init() {}
}
