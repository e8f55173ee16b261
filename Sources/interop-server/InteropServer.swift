import ArgumentParser
import Foundation
import InteropMessages
import RPCCore
import RPCHTTP2

/// Serves `grpc.testing.TestService` for the interop clients of other languages.
@main
struct InteropServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interop-server",
    abstract: "Serves grpc.testing.TestService on loopback for interop clients.",
    discussion: "Prints one line, listening HOST:PORT, when it is ready. TLS comes later."
  )

  @Option(name: .customLong("port"), help: "The port; 0 takes a free one.")
  var port = 0

  @Option(name: .customLong("event-loops"), help: "Threads for connections; default: all cores.")
  var eventLoops: Int?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535.")
    }
    if let eventLoops, !(1...256).contains(eventLoops) {
      throw ValidationError("--event-loops is a number from 1 to 256.")
    }
  }

  func run() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.port = port
    configuration.eventLoops = eventLoops
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try Router(services: [
      GRPCTesting.TestServiceMethods.definition(of: InteropService())
    ])
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await transport.serve(router) }
      print("listening 127.0.0.1:\(try await transport.boundPort)")
      // A pipe would keep the line until the buffer is full.
      fflush(nil)
      try await tasks.waitForAll()
    }
  }
}
