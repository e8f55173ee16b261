import ArgumentParser
import InteropSuites

/// A client under test of the public Connect conformance runner.
@main
struct ConformanceClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conformance-client",
    abstract: "Is a gRPC client under test of the public Connect conformance runner.",
    discussion: """
      Talks with the runner over standard input and output in messages behind their sizes. Speaks \
      gRPC over HTTP/2 with protobuf, identity and gzip, plain and by TLS.
      """
  )

  func run() async throws {
    try await ConformanceClient.run()
  }
}
