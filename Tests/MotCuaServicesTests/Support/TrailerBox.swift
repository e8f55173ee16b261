import RPCCore
import Synchronization

/// Keeps the trailers of the last call.
final class TrailerBox: Sendable {
  private let box = Mutex<Metadata>(Metadata())

  var last: Metadata { box.withLock { $0 } }

  func set(_ metadata: Metadata) {
    box.withLock { $0 = metadata }
  }
}
