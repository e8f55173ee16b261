package import MotCuaClient

/// Reaches servers over the network.
package struct ServerConnector: ToolConnector {
  /// Makes a connector.
  package init() {}

  /// Connects, runs `body`, and closes, whatever the outcome.
  package func withClient(
    _ server: ServerAddress,
    token: String?,
    configuration: ClientConfiguration,
    _ body: (MotCuaClient) async throws -> Void
  ) async throws {
    let client = MotCuaClient(server: server, token: token, configuration: configuration)
    do {
      try await body(client)
    } catch {
      await client.close()
      throw error
    }
    await client.close()
  }
}
