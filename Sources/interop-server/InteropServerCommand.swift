import ArgumentParser
import Foundation
import InteropSuites

/// Serves `grpc.testing.TestService` for the interop clients of other languages.
@main
struct InteropServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interop-server",
    abstract: "Serves grpc.testing.TestService for interop clients, with health and reflection.",
    discussion: """
      Takes the flags of gRPC's own interop servers. Prints one line, listening HOST:PORT, when it \
      is ready.
      """
  )

  @Option(name: .customLong("host"), help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(name: .customLong("port"), help: "The port; 0 takes a free one.")
  var port = 0

  @Option(name: .customLong("event-loops"), help: "Threads for connections; 0 means one a core.")
  var eventLoops = 0

  @Option(
    name: .customLong("use_tls"),
    help: "Whether to encrypt; without files by a certificate for localhost that signs itself."
  )
  var usesTLS = false

  @Option(name: .customLong("tls_cert_file"), help: "The certificate's chain, PEM.")
  var certificateFile: String?

  @Option(name: .customLong("tls_key_file"), help: "The certificate's private key, PEM.")
  var keyFile: String?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535.")
    }
    guard (0...256).contains(eventLoops) else {
      throw ValidationError("--event-loops is a number from 0 to 256.")
    }
    guard (certificateFile == nil) == (keyFile == nil) else {
      throw ValidationError("--tls_cert_file and --tls_key_file go together.")
    }
  }

  func run() async throws {
    var server = InteropServer()
    server.host = host
    server.port = port
    server.eventLoops = eventLoops
    server.usesTLS = usesTLS
    if let certificateFile, let keyFile {
      server.certificate = (chainFile: certificateFile, keyFile: keyFile)
    }
    try await server.run { address in
      print("listening \(address)")
      // A pipe would keep the line until the buffer is full.
      fflush(nil)
    }
  }

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    await main(OfficialFlags.normalized(arguments, booleans: ["use_tls"]))
  }
}
