import ArgumentParser
import MotCuaClient

/// A command that takes the global options.
protocol OutputCommand: AsyncParsableCommand {
  /// The options as given.
  var options: GlobalOptions { get }
}

extension OutputCommand {
  /// Runs with a connection to the server.
  func withServer(_ body: (Session, MotCuaClient) async throws -> Void) async throws {
    let session = try Session(options)
    try await session.withClient { client in try await body(session, client) }
  }
}
