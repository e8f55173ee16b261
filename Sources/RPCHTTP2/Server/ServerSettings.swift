import HTTP2Engine
import RPCCore

/// What all connections of one server share; immutable.
final class ServerSettings: Sendable {
  let router: Router
  let configuration: HTTP2ServerConfiguration
  /// Whether anybody watches; usually not.
  let isObserved: Bool
  /// The cap for deadlines of unary calls in nanoseconds, or nil.
  let unaryTimeoutMax: UInt64?
  /// The lists of a response without custom metadata, here because a `static let` asks at each use
  /// whether it was made.
  let plainHead = ResponseHeaders.fixedPlainHead
  let plainTrailers = ResponseHeaders.fixedPlainTrailers

  init(router: Router, configuration: HTTP2ServerConfiguration) {
    self.router = router
    self.configuration = configuration
    isObserved = !router.observers.isEmpty
    unaryTimeoutMax = configuration.unaryTimeoutMax.map {
      Deadline(timeout: $0, now: 0).uptimeNanoseconds
    }
  }
}
