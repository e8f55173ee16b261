import HTTP2Engine
import RPCCore

/// What all connections of one server share; immutable.
final class ServerSettings: Sendable {
  let router: Router
  let configuration: HTTP2ServerConfiguration
  /// The limits that each call asks for, apart from the others so that they are not copied.
  let admission: AdmissionConfiguration
  /// Of them the one by which nearly all calls are admitted.
  let callsPerLoopMax: Int
  let handlersPerConnectionMax: Int
  let session: HTTP2Configuration
  let receivedMessageBytesMax: Int
  /// Whether anybody watches; usually not.
  let isObserved: Bool
  /// The cap for deadlines of unary calls in nanoseconds, or nil.
  let unaryTimeoutMax: UInt64?
  /// How long larger input may take of a round of the loop's sockets, and of one of what waits, in
  /// nanoseconds: a call alone has to wait for one of each, and for a slice that takes longer.
  let inputRoundNanoseconds: UInt64
  /// What all connections hold together.
  let memory = ServerMemory()
  /// The lists of a response without custom metadata, here because a `static let` asks at each use
  /// whether it was made.
  let plainHead = ResponseHeaders.fixedPlainHead
  let plainTrailers = ResponseHeaders.fixedPlainTrailers

  init(router: Router, configuration: HTTP2ServerConfiguration) {
    self.router = router
    self.configuration = configuration
    admission = configuration.admission
    callsPerLoopMax = configuration.admission.callsPerLoopMax
    handlersPerConnectionMax = configuration.handlersPerConnectionMax
    var session = configuration.session
    session.omitsUnreadFields = true
    self.session = session
    receivedMessageBytesMax = configuration.receivedMessageBytesMax
    inputRoundNanoseconds =
      Deadline(timeout: configuration.largeInputTimeMax, now: 0).uptimeNanoseconds
      / UInt64(InputBacklog.roundsOfTurnMax)
    isObserved = !router.observers.isEmpty
    unaryTimeoutMax = configuration.unaryTimeoutMax.map {
      Deadline(timeout: $0, now: 0).uptimeNanoseconds
    }
  }
}
