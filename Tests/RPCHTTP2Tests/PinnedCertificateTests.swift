import Foundation
import RPCCore
import RPCHTTP2
import SwiftASN1
import Testing
import X509

@Suite("Certificates that are trusted for themselves", .timeLimit(.minutes(10)))
struct PinnedCertificateTests {
  private let authority: TestAuthority

  init() throws {
    authority = try TestAuthority()
  }

  private static let method = MethodDescriptor(service: "test.Echo", name: "Say")

  /// Serves, calls once and says how that ended: nil for OK.
  private func outcome(
    _ server: ServerTLSConfiguration,
    _ client: ClientTLSConfiguration,
    host: String = "127.0.0.1"
  ) async throws -> String? {
    var configuration = HTTP2ServerConfiguration()
    configuration.tls = server
    configuration.eventLoops = 1
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try ServerProtocolTests.router()
    let serving = Task { try await transport.serve(router) }
    defer { serving.cancel() }
    var settings = HTTP2ClientConfiguration()
    settings.tls = client
    let caller = HTTP2ClientTransport(
      host: host,
      port: try await transport.boundPort,
      configuration: settings
    )
    defer { Task { await caller.close() } }
    do {
      _ = try await caller.unary(Self.method, [1], options: CallOptions())
      return nil
    } catch let error as RPCError {
      return error.message
    }
  }

  private func server(
    _ files: (chain: String, key: String)
  ) -> ServerTLSConfiguration {
    ServerTLSConfiguration(certificateChainFile: files.chain, privateKeyFile: files.key)
  }

  @Test(
    "[C31] A server's self-signed certificate is good for whoever names it",
    arguments: [
      "127.0.0.1", "localhost",
    ]
  )
  func pinnedServer(host: String) async throws {
    let files = try authority.makeSelfSigned("self")
    let client = ClientTLSConfiguration(rootsFile: files.chain)
    #expect(try await outcome(server(files), client, host: host) == nil)
  }

  @Test("[C31] Another self-signed certificate is refused, with the same name too")
  func otherServer() async throws {
    let named = try authority.makeSelfSigned("named")
    let shown = try authority.makeSelfSigned("shown")
    let message = try await outcome(server(shown), ClientTLSConfiguration(rootsFile: named.chain))
    #expect(message?.contains("TLS handshake failed") == true)
  }

  @Test("[C31] A certificate that is over is refused although it is named")
  func ended() async throws {
    let files = try authority.makeSelfSigned("old", ended: true)
    let message = try await outcome(server(files), ClientTLSConfiguration(rootsFile: files.chain))
    #expect(message?.contains("TLS handshake failed") == true)
  }

  @Test(
    "[C31] A named certificate is no good for another host",
    arguments: ["127.0.0.1", "localhost"]
  )
  func otherHost(host: String) async throws {
    let files = try authority.makeSelfSigned(
      "elsewhere",
      names: [
        .dnsName("example.org"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 2])),
      ]
    )
    let client = ClientTLSConfiguration(rootsFile: files.chain)
    let message = try await outcome(server(files), client, host: host)
    #expect(message?.contains("bears another name") == true)
  }

  @Test("[S31] A client's self-signed certificate is good where the server names it")
  func pinnedClient() async throws {
    let files = try authority.makeSelfSigned("server")
    let mine = try authority.makeSelfSigned("mine", names: [.dnsName("portal")])
    let other = try authority.makeSelfSigned("other", names: [.dnsName("portal")])
    var tls = server(files)
    tls.clientCertificates = .require
    tls.clientRootsFile = mine.chain
    let outcomes = [
      try await outcome(
        tls,
        ClientTLSConfiguration(
          rootsFile: files.chain,
          certificateChainFile: mine.chain,
          privateKeyFile: mine.key
        )
      ),
      try await outcome(
        tls,
        ClientTLSConfiguration(
          rootsFile: files.chain,
          certificateChainFile: other.chain,
          privateKeyFile: other.key
        )
      ),
      try await outcome(tls, ClientTLSConfiguration(rootsFile: files.chain)),
    ]
    #expect(outcomes.map { $0 == nil } == [true, false, false])
  }

  @Test("A file with authorities and others is refused with its name")
  func mixed() async throws {
    let files = try authority.makeSelfSigned("self")
    let both = authority.folder.appendingPathComponent("both.pem").path
    let text = try [files.chain, authority.rootsFile].map {
      try String(contentsOfFile: $0, encoding: .utf8)
    }.joined(separator: "\n")
    try text.write(toFile: both, atomically: true, encoding: .utf8)
    let message = try await outcome(server(files), ClientTLSConfiguration(rootsFile: both))
    #expect(message?.contains("both.pem") == true)
  }
}
