import RPCCore
import Synchronization

/// The certificate in force; connections that are open keep the one they began with.
final class ServerTLS: Sendable {
  private let configuration: ServerTLSConfiguration
  private let state: Mutex<Encryption>

  init(_ configuration: ServerTLSConfiguration) throws(RuntimeError) {
    self.configuration = configuration
    state = Mutex(try TLSMaterial.context(configuration))
  }

  /// What the next connection gets.
  var encryption: Encryption { state.withLock { $0 } }

  /// Reads the files again; on an error the old certificate stays in force.
  func reload() throws(RuntimeError) {
    let fresh = try TLSMaterial.context(configuration)
    state.withLock { $0 = fresh }
  }
}
