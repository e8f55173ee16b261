import MotCuaServices
import RPCCore
import RPCServices
import Synchronization

/// The graceful end of a server, begun once.
final class Stop: Sendable {
  private let transport: any ServerTransport
  private let health: HealthService
  private let watches: WatchHub
  private let hasBegun = Mutex(false)

  /// Ends a transport and says so to those who watch its health, or dossiers.
  init(transport: any ServerTransport, health: HealthService, watches: WatchHub) {
    self.watches = watches
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
    watches.beginDrain()
    transport.beginGracefulShutdown()
    return true
  }
}
