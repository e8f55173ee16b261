import ArgumentParser
import Foundation
import InteropSuites
import RPCHTTP2

/// Runs the cases of gRPC's public interop test descriptions against a server.
@main
struct InteropClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interop-client",
    abstract: "Runs gRPC's interop test cases against a server.",
    discussion: """
      Takes the flags of gRPC's own interop clients. Prints a line for each case and ends with 1 if \
      one has failed. The cases: \(InteropCase.allCases.map(\.rawValue).joined(separator: ", ")); \
      all runs every one of them but the soaks.
      """
  )

  @Option(name: .customLong("server_host"), help: "The server's host.")
  var serverHost = "localhost"

  @Option(name: .customLong("server_port"), help: "The server's port.")
  var serverPort: Int

  @Option(name: .customLong("test_case"), help: "The case, or several joined with commas, or all.")
  var testCase = "large_unary"

  @Option(name: .customLong("use_tls"), help: "Whether to encrypt.")
  var usesTLS = false

  @Option(name: .customLong("use_test_ca"), help: "Whether --ca_file is trusted, not the system.")
  var usesTestRoots = false

  @Option(name: .customLong("ca_file"), help: "The roots to trust, PEM; default: the system's.")
  var rootsFile: String?

  @Option(name: .customLong("server_host_override"), help: "The name in the server's certificate.")
  var serverName: String?

  @Option(name: .customLong("soak_iterations"), help: "How many calls a soak makes.")
  var soakIterations = 10

  @Option(name: .customLong("soak_max_failures"), help: "How many calls of a soak may fail.")
  var soakFailuresMax = 0

  @Option(
    name: .customLong("soak_per_iteration_max_acceptable_latency_ms"),
    help: "How long a call of a soak may take."
  )
  var soakLatencyMax = 1_000

  @Option(name: .customLong("soak_overall_timeout_seconds"), help: "How long a soak may take.")
  var soakTimeout = 10

  @Option(
    name: .customLong("soak_min_time_ms_between_rpcs"),
    help: "The least time between two calls of a soak."
  )
  var soakPause = 0

  @Option(name: .customLong("soak_request_size"), help: "The bytes of a soak's request.")
  var soakRequestBytes = InteropClient.largeRequestBytes

  @Option(name: .customLong("soak_response_size"), help: "The bytes of a soak's response.")
  var soakResponseBytes = InteropClient.largeResponseBytes

  func validate() throws {
    guard (1...65_535).contains(serverPort) else {
      throw ValidationError("--server_port is a number from 1 to 65535.")
    }
    // The official runner passes it without TLS too, where it says nothing.
    guard !usesTLS || !usesTestRoots || rootsFile != nil else {
      throw ValidationError("--use_test_ca needs the file of the test's roots: --ca_file.")
    }
    guard (0...4_000_000).contains(soakRequestBytes), (0...4_000_000).contains(soakResponseBytes)
    else { throw ValidationError("The sizes of a soak are numbers from 0 to 4000000.") }
    _ = try cases()
  }

  private func cases() throws -> [InteropCase] {
    if testCase == "all" {
      return InteropCase.allCases.filter { $0 != .rpcSoak && $0 != .channelSoak }
    }
    return try testCase.split(separator: ",").map { name in
      guard let found = InteropCase(rawValue: String(name)) else {
        throw ValidationError("There is no case \(name); --help lists them.")
      }
      return found
    }
  }

  func run() async throws {
    var configuration = HTTP2ClientConfiguration()
    if usesTLS {
      configuration.tls = ClientTLSConfiguration(rootsFile: rootsFile, serverName: serverName)
    }
    var soak = InteropClient.Soak()
    soak.iterations = soakIterations
    soak.failuresMax = soakFailuresMax
    soak.latencyMax = .milliseconds(soakLatencyMax)
    soak.timeout = .seconds(soakTimeout)
    soak.pause = .milliseconds(soakPause)
    soak.requestBytes = soakRequestBytes
    soak.responseBytes = soakResponseBytes
    let client = InteropClient(soak: soak) { [serverHost, serverPort, configuration] in
      HTTP2ClientTransport(host: serverHost, port: serverPort, configuration: configuration)
    }
    var hasFailed = false
    for interopCase in try cases() {
      do {
        try await client.run(interopCase)
        print("\(interopCase.rawValue): passed")
      } catch {
        hasFailed = true
        print("\(interopCase.rawValue): FAILED: \(error)")
      }
      fflush(nil)
    }
    if hasFailed { throw ExitCode.failure }
  }

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    await main(OfficialFlags.normalized(arguments, booleans: ["use_tls", "use_test_ca"]))
  }
}
