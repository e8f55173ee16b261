/// The server's end of a transport: accepts calls and runs their handlers.
public protocol ServerTransport: Sendable {
  /// Serves calls until a graceful shutdown has ended; cancelling the task ends it abruptly.
  func serve(_ router: Router) async throws

  /// Takes no more calls and lets ``serve(_:)`` return once the running ones have ended.
  func beginGracefulShutdown()
}
