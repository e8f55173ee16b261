import Foundation
import InteropMessages
import RPCCore
import RPCHTTP2

/// A server under test of the public Connect conformance runner.
///
/// Reads one `ServerCompatRequest` from standard input, serves `ConformanceService` on a free port
/// of loopback, says where on standard output, and serves until the process is ended.
public enum ConformanceServer {
  /// Serves until the task is cancelled.
  public static func run() async throws {
    let stream = CompatStream()
    guard let request = try stream.read(ConformanceV1.ServerCompatRequest.self) else {
      throw SuiteFailure("A ServerCompatRequest is due on standard input.")
    }
    let files = try TemporaryFiles()
    defer { files.remove() }
    let (configuration, certificate) = try configuration(request, files)
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try Router(services: [
      ConformanceV1.ConformanceServiceMethods.definition(of: ConformanceResponder())
    ])
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await transport.serve(router) }
      let port = UInt32(try await transport.boundPort)
      // They are read by now: gone before anybody can end the process by a signal.
      files.remove()
      try stream.write(
        ConformanceV1.ServerCompatResponse(
          host: "127.0.0.1",
          port: port,
          pemCert: certificate
        )
      )
      try await tasks.waitForAll()
    }
  }

  private static func configuration(
    _ request: ConformanceV1.ServerCompatRequest,
    _ files: TemporaryFiles
  ) throws -> (HTTP2ServerConfiguration, certificate: [UInt8]) {
    guard request.protocol == .grpc, request.httpVersion == .httpVersion2 else {
      throw SuiteFailure("This server speaks gRPC over HTTP/2 only.")
    }
    var configuration = HTTP2ServerConfiguration()
    // A cap of our own would be echoed as a timeout of the caller's.
    configuration.unaryTimeoutMax = nil
    if request.messageReceiveLimit > 0 {
      configuration.receivedMessageBytesMax = Int(request.messageReceiveLimit)
    }
    guard request.useTls else { return (configuration, []) }
    let credentials = try request.serverCreds ?? SelfMadeCertificate.credentials()
    var tls = ServerTLSConfiguration(
      certificateChainFile: try files.add("server.pem", credentials.cert),
      privateKeyFile: try files.add("server.key", credentials.key)
    )
    if !request.clientTlsCert.isEmpty {
      tls.clientCertificates = .require
      tls.clientRootsFile = try files.add("clients.pem", request.clientTlsCert)
    }
    configuration.tls = tls
    return (configuration, credentials.cert)
  }
}
