import Foundation
import InteropMessages
import RPCCore
import RPCHTTP2
import RPCMessages
import RPCServices

/// Serves `grpc.testing.TestService` with health and reflection for the interop clients of other
/// languages.
public struct InteropServer: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  public var port = 0
  /// Threads for connections; 0 means one for each core.
  public var eventLoops = 0
  /// Whether connections are encrypted.
  public var usesTLS = false
  /// The files of certificate and key in PEM; without them one is made that signs itself.
  public var certificate: (chainFile: String, keyFile: String)?

  /// Serves on a free port of loopback without TLS.
  public init() {}

  /// Serves until the task is cancelled; says when and where.
  public func run(announcing announce: (_ address: String) -> Void) async throws {
    let files = try TemporaryFiles()
    defer { files.remove() }
    var configuration = HTTP2ServerConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.eventLoops = eventLoops
    // The largest message of the descriptions is a payload of 4 MiB behind its tags.
    configuration.sentMessageBytesMax = InteropService.payloadBytesMax + 1_024
    if usesTLS { configuration.tls = try encryption(files) }
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try router()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await transport.serve(router) }
      let port = try await transport.boundPort
      // They are read by now: gone before anybody can end the process by a signal.
      files.remove()
      announce(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
      try await tasks.waitForAll()
    }
  }

  private func encryption(_ files: TemporaryFiles) throws -> ServerTLSConfiguration {
    if let certificate {
      return ServerTLSConfiguration(
        certificateChainFile: certificate.chainFile,
        privateKeyFile: certificate.keyFile
      )
    }
    let credentials = try SelfMadeCertificate.credentials()
    return ServerTLSConfiguration(
      certificateChainFile: try files.add("server.pem", credentials.cert),
      privateKeyFile: try files.add("server.key", credentials.key)
    )
  }

  private func router() throws -> Router {
    let test = GRPCTesting.TestServiceMethods.definition(of: InteropService())
    let health = GRPCHealthV1.HealthMethods.definition(of: HealthService(services: [test.name]))
    let reflection = ReflectionService(
      files: InteropMessagesDescriptors.files + RPCMessagesDescriptors.files,
      services: [test.name, health.name]
    )
    return try Router(services: [test, health] + reflection.definitions)
  }
}
