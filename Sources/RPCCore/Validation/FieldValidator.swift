public import ProtobufEngine

/// Collects what is wrong with the fields of a message.
///
/// A violation names the field and the rule and never shows the value, which may be personal.
public struct FieldValidator {
  /// How many violations are told; the status of a call must fit into its trailers.
  public static let violationsMax = 50

  private var violations: [RPCError.FieldViolation] = []
  private var violationCount = 0
  private var path = ""

  /// Makes a validator that has found nothing.
  public init() {}

  /// The error for what has been found, or nil.
  public var error: RPCError? {
    guard violationCount > 0 else { return nil }
    let sentence =
      violationCount == 1
      ? "One field of the request is invalid."
      : "\(violationCount) fields of the request are invalid."
    return RPCError(
      .invalidArgument,
      sentence,
      details: [
        .errorInfo(reason: "INVALID_FIELDS", domain: "motcua", metadata: [:]),
        .badRequest(violations),
      ]
    )
  }

  /// Says that a field is wrong.
  mutating func refuse(_ field: String, _ sentence: String) {
    violationCount += 1
    guard violations.count < Self.violationsMax else { return }
    violations.append(.init(field: path + field, description: sentence))
  }

  /// Checks whether something that may be absent is there.
  public mutating func presence(_ isPresent: Bool, _ rules: FieldRules) {
    if rules.isRequired, !isPresent { refuse(rules.field, "must be given") }
  }

  /// Checks the length of a list.
  public mutating func count(_ count: Int, _ rules: FieldRules) {
    presence(count > 0, rules)
    if let most = rules.itemsMax, count > most {
      refuse(rules.field, "must have at most \(most) elements")
    }
  }

  /// Checks a nested message.
  public mutating func message(_ message: (some ValidatedMessage)?, _ rules: FieldRules) {
    presence(message != nil, rules)
    guard let message, !rules.isDeferred else { return }
    descend(rules.field) { message.check(&$0) }
  }

  /// Checks a list of nested messages.
  public mutating func messages(_ messages: [some ValidatedMessage], _ rules: FieldRules) {
    count(messages.count, rules)
    guard !rules.isDeferred else { return }
    for index in messages.indices {
      descend("\(rules.field)[\(index)]") { messages[index].check(&$0) }
    }
  }

  private mutating func descend(_ field: String, _ body: (inout FieldValidator) -> Void) {
    let outer = path
    path += field + "."
    body(&self)
    path = outer
  }

  /// Checks the elements of a list one by one; an element is never absent.
  private mutating func each<Value>(
    _ values: [Value],
    _ rules: FieldRules,
    _ check: (inout FieldValidator, Value, String) -> Void
  ) {
    count(values.count, rules)
    guard !rules.isDeferred else { return }
    for (index, value) in values.enumerated() { check(&self, value, "\(rules.field)[\(index)]") }
  }

  /// Checks a text.
  public mutating func text(_ text: String, _ rules: FieldRules) {
    presence(!text.isEmpty, rules)
    content(text, rules, rules.field)
  }

  /// Checks a list of texts.
  public mutating func texts(_ texts: [String], _ rules: FieldRules) {
    each(texts, rules) { $0.content($1, rules, $2) }
  }

  private mutating func content(_ text: String, _ rules: FieldRules, _ field: String) {
    guard !text.isEmpty else { return }
    if let most = rules.lengthMax, TextLength.exceeds(most, text) {
      refuse(field, "must have at most \(most) characters")
      return
    }
    if let pattern = rules.pattern, !pattern.matches(text) {
      refuse(field, "must match \(pattern.source)")
    }
    if let kind = rules.kind, !kind.matches(text) { refuse(field, "must be \(kind.expectation)") }
  }

  /// Checks bytes.
  public mutating func bytes(_ bytes: [UInt8], _ rules: FieldRules) {
    presence(!bytes.isEmpty, rules)
    length(bytes, rules, rules.field)
  }

  /// Checks a list of byte strings.
  public mutating func byteArrays(_ arrays: [[UInt8]], _ rules: FieldRules) {
    each(arrays, rules) { $0.length($1, rules, $2) }
  }

  private mutating func length(_ bytes: [UInt8], _ rules: FieldRules, _ field: String) {
    if let most = rules.lengthMax, bytes.count > most {
      refuse(field, "must have at most \(most) bytes")
    }
  }

  /// Checks an integer.
  public mutating func number(_ number: some BinaryInteger, _ rules: FieldRules) {
    presence(number != 0, rules)
    bounds(number, rules, rules.field)
  }

  /// Checks a list of integers.
  public mutating func numbers(_ numbers: [some BinaryInteger], _ rules: FieldRules) {
    each(numbers, rules) { $0.bounds($1, rules, $2) }
  }

  private mutating func bounds(_ number: some BinaryInteger, _ rules: FieldRules, _ field: String) {
    guard let range = rules.range else { return }
    // A value beyond Int64 is beyond every range.
    if let value = Int64(exactly: number), range.contains(value) { return }
    refuse(field, "must be from \(range.lowerBound) to \(range.upperBound)")
  }

  /// Checks a fraction, of which only presence can be asked.
  public mutating func fraction(_ number: some BinaryFloatingPoint, _ rules: FieldRules) {
    presence(number != 0, rules)
  }

  /// Checks a truth value, which must be true where it is required.
  public mutating func flag(_ flag: Bool, _ rules: FieldRules) {
    if rules.isRequired, !flag { refuse(rules.field, "must be true") }
  }

  /// Checks an enum's value; a number without a name is refused.
  public mutating func enumeration(_ value: some WireEnum, _ rules: FieldRules) {
    presence(value.rawValue != 0, rules)
    name(value, rules.field)
  }

  /// Checks a list of an enum's values; zero is no element.
  public mutating func enumerations(_ values: [some WireEnum], _ rules: FieldRules) {
    each(values, rules) { validator, value, field in
      if value.rawValue == 0 { validator.refuse(field, "must be given") }
      validator.name(value, field)
    }
  }

  private mutating func name(_ value: some WireEnum, _ field: String) {
    if !value.isRecognized { refuse(field, "must be one of the named values") }
  }
}
