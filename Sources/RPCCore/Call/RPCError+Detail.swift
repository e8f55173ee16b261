extension RPCError {
  /// One typed detail of an error, with the meaning of its `google.rpc` message (AIP-193).
  public enum Detail: Sendable, Hashable {
    /// The reason in `UPPER_SNAKE`, its domain and values for programs.
    case errorInfo(reason: String, domain: String, metadata: [String: String])
    /// All fields of the request that are wrong.
    case badRequest([FieldViolation])
    /// What must change before the call can succeed.
    case preconditionFailure([PreconditionViolation])
    /// How long to wait before the call is repeated.
    case retryInfo(delay: Duration)
    /// A sentence for a person in the language `locale` (BCP 47).
    case localizedMessage(locale: String, message: String)
    /// Any other message by its type URL and its bytes.
    case other(typeURL: String, value: [UInt8])
  }

  /// A field that is wrong.
  public struct FieldViolation: Sendable, Hashable {
    /// The path from the request, for example `applicant.name` or `components[2].code`.
    public let field: String
    /// What is wrong with it, in a sentence.
    public let description: String

    /// Names a wrong field.
    public init(field: String, description: String) {
      self.field = field
      self.description = description
    }
  }

  /// A condition that does not hold.
  public struct PreconditionViolation: Sendable, Hashable {
    /// The kind of condition in `UPPER_SNAKE`.
    public let type: String
    /// What it is about.
    public let subject: String
    /// What would have to hold, in a sentence.
    public let description: String

    /// Names a condition that does not hold.
    public init(type: String, subject: String, description: String) {
      self.type = type
      self.subject = subject
      self.description = description
    }
  }
}
