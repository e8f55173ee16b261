import RPCTelemetry
import Testing

@Suite("Ends of connections")
struct ConnectionTelemetryTests {
  @Test("All reasons are counted, and those that are not usual are logged within the budget")
  func counts() {
    let lines = Lines()
    let metrics = PrometheusMetrics()
    let telemetry = ConnectionTelemetry(
      reasons: ["client", "flood", "idle"],
      logger: lines.logger(),
      factory: metrics,
      linesPerSecondMax: 2
    )
    telemetry.ended("client", peer: "192.0.2.1:1", isUsual: true)
    for number in 0..<100 {
      telemetry.ended("flood", peer: "192.0.2.1:\(number)", isUsual: false)
    }
    telemetry.streamsRefused(7)
    let text = metrics.exposition()
    for sample in [
      "motcua_connections_ended_total{reason=\"client\"} 1",
      "motcua_connections_ended_total{reason=\"flood\"} 100",
      "motcua_connections_ended_total{reason=\"idle\"} 0", "motcua_streams_refused_total 7",
    ] {
      #expect(text.contains(sample))
    }
    // A second more may begin while this runs.
    #expect((2...8).contains(lines.all.count))
    #expect(lines.all.first?.contains("192.0.2.1:0") == true)
    #expect(lines.all.first?.contains("flood") == true)
  }
}
