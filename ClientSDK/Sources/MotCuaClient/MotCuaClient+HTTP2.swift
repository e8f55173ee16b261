internal import RPCHTTP2

extension MotCuaClient {
  /// Makes a client of the server at an address; the connection is made with the first call.
  ///
  /// - Parameters:
  ///   - server: `host:port`, for example `127.0.0.1:7450`; `[::1]:7450` for IPv6.
  ///   - token: the caller's bearer token; nil calls as PUBLIC.
  ///   - configuration: time limits and where identifiers come from.
  /// - Throws: `RPCError` with `invalidArgument` if the address is none.
  public init(
    server: String,
    token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration()
  ) throws {
    guard let address = ServerAddress(server) else {
      throw RPCError(.invalidArgument, "The server's address is not HOST:PORT.")
    }
    self.init(server: address, token: token, configuration: configuration)
  }

  /// Makes a client of the server at an address; the connection is made with the first call.
  ///
  /// - Parameters:
  ///   - server: where the server listens.
  ///   - token: the caller's bearer token; nil calls as PUBLIC.
  ///   - configuration: time limits and where identifiers come from.
  public init(
    server: ServerAddress,
    token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration()
  ) {
    var http2 = HTTP2ClientConfiguration()
    http2.tls = configuration.tls
    http2.onConnectionEvent = configuration.onConnectionEvent
    let transport = HTTP2ClientTransport(
      host: server.host,
      port: server.port,
      configuration: http2
    )
    self.init(
      transport: transport,
      token: token,
      configuration: configuration,
      onClose: { await transport.close() }
    )
  }

  /// Connects, runs `body`, and closes the connection, whatever the outcome.
  public static func withServer<Result: Sendable>(
    _ server: String,
    token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration(),
    _ body: (MotCuaClient) async throws -> Result
  ) async throws -> Result {
    let client = try MotCuaClient(server: server, token: token, configuration: configuration)
    do {
      let result = try await body(client)
      await client.close()
      return result
    } catch {
      await client.close()
      throw error
    }
  }
}
