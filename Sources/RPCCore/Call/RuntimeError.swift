/// An error of the runtime that is wider than one call.
public enum RuntimeError: Error, Sendable, CustomStringConvertible {
  /// The address cannot be listened on.
  case bindFailed(address: String, cause: String)
  /// The server has been started before.
  case alreadyStarted
  /// Two services of one name are registered.
  case duplicateService(String)
  /// The transport's configuration contradicts itself.
  case invalidConfiguration(String)

  /// What happened, in a sentence.
  public var description: String {
    switch self {
    case .bindFailed(let address, let cause): "Cannot listen on \(address): \(cause)."
    case .alreadyStarted: "The server was started before; make a new one."
    case .duplicateService(let name): "The service \(name) is registered twice."
    case .invalidConfiguration(let sentence): sentence
    }
  }
}
