public import ProtobufEngine

/// A message whose proto says what its fields may hold.
public protocol ValidatedMessage: WireMessage {
  /// The names of the fields with personal data, which no log, trace or error text shows.
  static var personalFields: Set<String> { get }

  /// Checks the fields and what they hold; what is wrong goes to the validator.
  func check(_ validator: inout FieldValidator)
}

extension ValidatedMessage {
  /// No field has personal data.
  public static var personalFields: Set<String> { [] }

  /// Checks the whole message.
  ///
  /// - Throws: `RPCError` with `invalidArgument`, the reason `INVALID_FIELDS` and one violation for
  ///   each wrong field, so that a caller can mend all of them at once.
  public func validate() throws(RPCError) {
    var validator = FieldValidator()
    check(&validator)
    if let error = validator.error { throw error }
  }
}
