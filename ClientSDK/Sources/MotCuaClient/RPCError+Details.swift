public import RPCCore

extension RPCError {
  /// The sentence for a person in a language (BCP 47, for example `vi`), if the server sent one.
  public func localizedMessage(_ locale: String = "vi") -> String? {
    for case .localizedMessage(let own, let message) in details
    where own == locale || own.hasPrefix(locale + "-") {
      return message
    }
    return nil
  }

  /// All fields of the request that are wrong.
  public var fieldViolations: [FieldViolation] {
    details.flatMap { detail -> [FieldViolation] in
      if case .badRequest(let violations) = detail { violations } else { [] }
    }
  }

  /// What must change before the call can succeed.
  public var preconditionViolations: [PreconditionViolation] {
    details.flatMap { detail -> [PreconditionViolation] in
      if case .preconditionFailure(let violations) = detail { violations } else { [] }
    }
  }

  /// How long the server asks to wait before the call is repeated.
  public var retryDelay: Duration? {
    for case .retryInfo(let delay) in details { return delay }
    return nil
  }

  /// The values that belong to the reason, for example the code that is not found.
  public var reasonMetadata: [String: String] {
    for case .errorInfo(_, _, let metadata) in details { return metadata }
    return [:]
  }
}
