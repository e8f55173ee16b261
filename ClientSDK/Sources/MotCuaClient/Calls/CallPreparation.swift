internal import RPCCore

/// What the client adds to every call: the caller's token, a time limit, and an identifier for a
/// request that changes something and has none.
struct CallPreparation: Sendable {
  let token: String?
  let unaryTimeout: Duration
  let streamTimeout: Duration?
  let requestIDs: RequestIDSource
  let requestIDFields: RequestIDFields
  let onTrailers: (@Sendable (Metadata) -> Void)?

  /// The options with the token and the time limit; what the caller set himself stays.
  func options(_ given: CallOptions, for method: MethodDescriptor) -> CallOptions {
    var options = given
    if options.timeout == nil {
      options.timeout = method.kind == .unary ? unaryTimeout : streamTimeout
    }
    if options.onTrailers == nil { options.onTrailers = onTrailers }
    if let token, options.metadata.text("authorization") == nil {
      options.metadata.append("authorization", text: "Bearer \(token)")
    }
    return options
  }

  /// The message with an identifier, if its type has a place for one and the place is empty.
  func identified(_ message: [UInt8], for method: MethodDescriptor) -> [UInt8] {
    guard let field = requestIDFields.number(for: method),
      !EncodedText.isPresent(field, in: message)
    else { return message }
    return EncodedText.appending(requestIDs.next(), as: field, to: message)
  }
}
