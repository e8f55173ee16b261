package import MotCuaAPI
package import RPCCore

extension RPCError {
  /// The domain of our reasons in `google.rpc.ErrorInfo`.
  package static let motcuaDomain = "motcua"

  /// What a call ends with for one reason of the contract.
  ///
  /// The status and both sentences come from the one table; a call may give a sentence of its own
  /// where it knows more. Values for programs go into the metadata, never personal ones.
  package init(
    reason: ErrorReason,
    _ sentence: String? = nil,
    vietnamese: String? = nil,
    metadata: [String: String] = [:],
    details: [Detail] = [],
    cause: (any Error)? = nil
  ) {
    let status = reason.status
    self.init(
      status.code,
      sentence ?? status.english,
      details: [
        .errorInfo(reason: reason.word, domain: Self.motcuaDomain, metadata: metadata),
        .localizedMessage(locale: "vi", message: vietnamese ?? status.vietnamese),
      ] + details,
      cause: cause
    )
  }

  /// Some fields of a request break their rules.
  package static func invalidFields(_ violations: [FieldViolation]) -> RPCError {
    RPCError(reason: .invalidFields, details: [.badRequest(violations)])
  }

  /// One field of a request breaks its rules.
  package static func invalidField(_ field: String, _ sentence: String) -> RPCError {
    invalidFields([FieldViolation(field: field, description: sentence)])
  }
}
