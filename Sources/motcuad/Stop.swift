import RPCCore
import RPCServices
import Synchronization

/// The graceful end of a server, begun once.
final class Stop: Sendable {
  private let transport: any ServerTransport
  private let health: HealthService
  private let hasBegun = Mutex(false)

  /// Ends a transport and says so to those who watch its health.
  init(transport: any ServerTransport, health: HealthService) {
    self.transport = transport
    self.health = health
  }

  /// Takes no more calls and lets the running ones end; false if that has begun before.
  @discardableResult
  func begin() -> Bool {
    let isFirst = hasBegun.withLock { hasBegun in
      defer { hasBegun = true }
      return !hasBegun
    }
    guard isFirst else { return false }
    health.beginDrain()
    transport.beginGracefulShutdown()
    return true
  }
}
