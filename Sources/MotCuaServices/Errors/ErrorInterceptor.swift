import MotCuaAPI
import MotCuaStore
import ProtobufEngine
package import RPCCore

/// Gives every failed call its reason and its sentence for people, and keeps our faults at home.
///
/// It stands outermost, and a router's `completing` asks it for what the transport decides alone.
/// Handlers may throw the store's errors as they are. What was not written for
/// a caller becomes `INTERNAL` with a word to look for in the log.
package struct ErrorInterceptor: ServerInterceptor {
  private let incidents: IncidentReporter

  /// Reports faults of ours to the given place.
  package init(incidents: IncidentReporter) {
    self.incidents = incidents
  }

  /// Serves the call and completes its error.
  package func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
    do {
      try await next(call)
    } catch {
      throw outcome(of: error, method: call.context.method.path)
    }
  }

  /// What travels for an error.
  package func outcome(of error: any Error, method: String) -> RPCError {
    switch error {
    case let error as RPCError where error.origin == .local: completed(error, method: method)
    case let error as StoreError: completed(store: error, method: method)
    case let error as FileError: completed(file: error, method: method)
    case is CancellationError: RPCError(reason: .cancelled, cause: error)
    default: incidents.outcome(of: error, method: method)
    }
  }

  /// A failed store is the operator's business too.
  private func completed(store error: StoreError, method: String) -> RPCError {
    switch error {
    case .storage, .corrupt, .damaged: _ = incidents.outcome(of: error, method: method)
    default: break
    }
    return RPCError(error)
  }

  /// A failed disk and damaged bytes are the operator's business too.
  private func completed(file error: FileError, method: String) -> RPCError {
    switch error {
    case .storage, .damaged: _ = incidents.outcome(of: error, method: method)
    default: break
    }
    return RPCError(error)
  }

  private func completed(_ error: RPCError, method: String) -> RPCError {
    var error = error
    if error.reason == nil {
      guard let reason = Self.runtimeReason(of: error) else {
        return incidents.outcome(of: error, method: method)
      }
      error.details.append(
        .errorInfo(reason: reason.word, domain: RPCError.motcuaDomain, metadata: [:])
      )
    }
    if !error.isLocalized, let reason = error.reason.flatMap({ ErrorReason(word: $0) }) {
      error.details.append(.localizedMessage(locale: "vi", message: reason.status.vietnamese))
    }
    return error
  }

  /// The reason of an error that the runtime has made: it knows statuses only.
  private static func runtimeReason(of error: RPCError) -> ErrorReason? {
    if let wire = error.cause as? WireError {
      switch wire.kind {
      case .malformed: return .malformedMessage
      case .budget where error.code == .resourceExhausted: return .messageTooComplex
      case .content where error.code == .invalidArgument: return .malformedMessage
      // A response of ours that cannot be encoded.
      case .budget, .content: return nil
      }
    }
    if let refusal = error.cause as? RPCError.Refusal { return reason(of: refusal) }
    return switch error.code {
    case .resourceExhausted: .messageTooLarge
    case .deadlineExceeded: .deadlineExceeded
    case .cancelled: .cancelled
    case .unavailable: .shuttingDown
    default: nil
    }
  }

  private static func reason(of refusal: RPCError.Refusal) -> ErrorReason {
    switch refusal {
    case .unknownMethod: .unknownMethod
    case .malformedHeader: .malformedMetadata
    case .unsupportedEncoding: .unsupportedEncoding
    case .malformedMessage, .wrongMessageCount: .malformedMessage
    case .overloaded: .overloaded
    }
  }
}

extension RPCError {
  /// Whether there is a sentence for people.
  fileprivate var isLocalized: Bool {
    details.contains { detail in
      if case .localizedMessage = detail { true } else { false }
    }
  }
}
