import Foundation
import RPCCore
import RPCHTTP2
import SwiftASN1
import Testing
import X509

@Suite("TLS", .timeLimit(.minutes(10)))
struct TLSTests {
  private let authority: TestAuthority
  private let server: ServerTLSConfiguration

  init() throws {
    authority = try TestAuthority()
    let files = try authority.issueServer()
    server = ServerTLSConfiguration(certificateChainFile: files.chain, privateKeyFile: files.key)
  }

  private static let method = MethodDescriptor(service: "test.Peer", name: "Describe")

  /// Says who is calling.
  private func router() throws -> Router {
    let handler = MethodHandler.unary(Self.method) { _, context in
      let peer = context.peer
      let names = peer.certificate.map { certificate in
        [certificate.subject] + certificate.dnsNames + certificate.uris
          + certificate.emailAddresses + certificate.ipAddresses
      }
      let text = "\(peer.isEncrypted) \((names ?? ["nobody"]).joined(separator: " "))"
      return Array(text.utf8)
    }
    return try Router(services: [ServiceDefinition(name: "test.Peer", methods: [handler])])
  }

  private func withServer<Result: Sendable>(
    _ tls: ServerTLSConfiguration?,
    _ body: @Sendable (HTTP2ServerTransport, Int) async throws -> Result
  ) async throws -> Result {
    var configuration = HTTP2ServerConfiguration()
    configuration.tls = tls
    configuration.eventLoops = 1
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try router()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await transport.serve(router) }
      let result = try await body(transport, transport.boundPort)
      transport.beginGracefulShutdown()
      try await group.waitForAll()
      return result
    }
  }

  private func call(
    _ port: Int,
    host: String = "127.0.0.1",
    _ tls: ClientTLSConfiguration?
  ) async throws -> String {
    var configuration = HTTP2ClientConfiguration()
    configuration.tls = tls
    let client = HTTP2ClientTransport(host: host, port: port, configuration: configuration)
    do {
      let answer = try await client.unary(Self.method, [], options: CallOptions())
      await client.close()
      return String(decoding: answer, as: UTF8.self)
    } catch {
      await client.close()
      throw error
    }
  }

  private func failure(_ port: Int, _ tls: ClientTLSConfiguration?) async -> RPCError? {
    do {
      _ = try await call(port, tls)
      return nil
    } catch {
      return error as? RPCError
    }
  }

  @Test("[S31] [C31] A call over TLS, by address and by name")
  func encrypted() async throws {
    let roots = ClientTLSConfiguration(rootsFile: authority.rootsFile)
    let answers = try await withServer(server) { _, port in
      [
        try await call(port, roots),
        try await call(port, host: "localhost", roots),
        try await call(
          port,
          ClientTLSConfiguration(rootsFile: roots.rootsFile, serverName: "localhost")
        ),
      ]
    }
    #expect(answers == Array(repeating: "true nobody", count: 3))
  }

  @Test("[C31] A server of another authority or another name is refused")
  func refusedServer() async throws {
    let other = try TestAuthority("Another authority")
    let errors = try await withServer(server) { _, port in
      [
        await failure(port, ClientTLSConfiguration(rootsFile: other.rootsFile)),
        await failure(
          port,
          ClientTLSConfiguration(rootsFile: authority.rootsFile, serverName: "example.org")
        ),
      ]
    }
    #expect(errors.map(\.?.code) == [.unavailable, .unavailable])
    #expect(errors[0]?.message.contains("TLS handshake failed") == true)
    #expect(errors[1]?.message.contains("bears another name") == true)
  }

  @Test("[S31] A client's certificate is in the context, with its names")
  func mutual() async throws {
    var tls = server
    tls.clientCertificates = .require
    tls.clientRootsFile = authority.rootsFile
    let files = try authority.issue(
      "portal",
      subject: DistinguishedName {
        OrganizationName("H10")
        CommonName("portal")
      },
      names: [
        .dnsName("portal.example"), .uniformResourceIdentifier("spiffe://h10/portal"),
        .rfc822Name("ops@h10.example"),
        .ipAddress(ASN1OctetString(contentBytes: [10, 0, 0, 7])),
      ]
    )
    let answer = try await withServer(tls) { _, port in
      try await call(
        port,
        ClientTLSConfiguration(
          rootsFile: authority.rootsFile,
          certificateChainFile: files.chain,
          privateKeyFile: files.key
        )
      )
    }
    #expect(
      answer
        == "true CN=portal,O=H10 portal.example spiffe://h10/portal ops@h10.example 10.0.0.7"
    )
  }

  @Test("[S31] Without a good certificate nobody gets in where one is required")
  func mutualRefused() async throws {
    var tls = server
    tls.clientCertificates = .require
    tls.clientRootsFile = authority.rootsFile
    let stranger = try TestAuthority("Another authority")
    let files = try stranger.issueServer("stranger")
    let errors = try await withServer(tls) { _, port in
      [
        await failure(port, ClientTLSConfiguration(rootsFile: authority.rootsFile)),
        await failure(
          port,
          ClientTLSConfiguration(
            rootsFile: authority.rootsFile,
            certificateChainFile: files.chain,
            privateKeyFile: files.key
          )
        ),
      ]
    }
    #expect(errors.map(\.?.code) == [.unavailable, .unavailable])
  }

  @Test("[S31] Where a certificate is only requested, none is good and a bad one is not")
  func requested() async throws {
    var tls = server
    tls.clientCertificates = .request
    tls.clientRootsFile = authority.rootsFile
    let stranger = try TestAuthority("Another authority")
    let files = try stranger.issueServer("stranger")
    try await withServer(tls) { _, port in
      let roots = ClientTLSConfiguration(rootsFile: authority.rootsFile)
      let answer = try await call(port, roots)
      #expect(answer == "true nobody")
      var bad = roots
      bad.certificateChainFile = files.chain
      bad.privateKeyFile = files.key
      #expect(await failure(port, bad)?.code == .unavailable)
    }
  }

  @Test("Certificates are read again on request, and bad files leave the old ones in force")
  func reload() async throws {
    let other = try TestAuthority("Another authority")
    let fresh = try other.issueServer()
    try await withServer(server) { transport, port in
      #expect(try await call(port, ClientTLSConfiguration(rootsFile: authority.rootsFile)) != "")
      try "no certificate".write(
        toFile: server.certificateChainFile,
        atomically: true,
        encoding: .utf8
      )
      #expect(throws: RuntimeError.self) { try transport.reloadCertificates() }
      #expect(try await call(port, ClientTLSConfiguration(rootsFile: authority.rootsFile)) != "")
      for (old, new) in [
        (server.certificateChainFile, fresh.chain), (server.privateKeyFile, fresh.key),
      ] {
        try FileManager.default.removeItem(atPath: old)
        try FileManager.default.copyItem(atPath: new, toPath: old)
      }
      try transport.reloadCertificates()
      #expect(try await call(port, ClientTLSConfiguration(rootsFile: other.rootsFile)) != "")
      #expect(
        await failure(port, ClientTLSConfiguration(rootsFile: authority.rootsFile)) != nil
      )
    }
  }

  @Test("Files that are missing or do not fit together are named")
  func badFiles() async throws {
    var tls = server
    tls.privateKeyFile = "/nowhere/server.key"
    let error = await #expect(throws: RuntimeError.self) {
      try await withServer(tls) { _, _ in }
    }
    #expect(error?.description.contains("/nowhere/server.key") == true)
    tls = server
    tls.clientCertificates = .require
    await #expect(throws: RuntimeError.self) { try await withServer(tls) { _, _ in } }
    tls = server
    tls.privateKeyFile = try authority.issueServer("other").key
    await #expect(throws: RuntimeError.self) { try await withServer(tls) { _, _ in } }
  }

  @Test("[C31] A client that encrypts and a server that does not part with an error")
  func plainServer() async throws {
    let error = try await withServer(nil) { _, port in
      await failure(port, ClientTLSConfiguration(rootsFile: authority.rootsFile))
    }
    #expect(error?.code == .unavailable)
  }

  @Test("[S31] A client that does not encrypt gets nothing from a server that does")
  func plainClient() async throws {
    let error = try await withServer(server) { _, port in await failure(port, nil) }
    #expect(error?.code == .unavailable)
  }
}
