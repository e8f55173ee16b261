import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes what values the messages of one file accept: `X+Rules.swift`.
struct RulesWriter {
  private let file: FileDescriptor
  private let module: ModuleModel

  /// Writes a file.
  init(_ file: FileDescriptor, _ module: ModuleModel) {
    self.file = file
    self.module = module
  }

  /// The file's text.
  func text() throws -> String {
    var writer = CodeWriter()
    writer.lines(Header.lines(sources: file.name))
    writer.lines(Header.imports(public: ["RPCCore"], private: ["ProtobufEngine"]))
    for descriptor in module.messages(of: file) {
      writer.line()
      try message(MessageModel(descriptor, module), &writer)
    }
    return writer.text
  }

  private func message(_ model: MessageModel, _ writer: inout CodeWriter) throws {
    let fields = try model.properties.flatMap(checkedFields)
    let personal = model.descriptor.fields.filter { field in
      module.custom.number("motcua.v1.personal", in: field.options) == 1
    }
    writer.block("extension \(model.name.dotted): ValidatedMessage") { writer in
      if !fields.isEmpty {
        writer.block("private enum _Rules") { writer in
          for field in fields { writer.line(field.table) }
        }
        writer.line()
      }
      if !personal.isEmpty {
        writer.line("/// The fields with personal data, which no log, trace or error text shows.")
        let names = personal.map { "\"\($0.name)\"" }
        writer.list("public static let personalFields: Set<String> = [", names, "]")
        writer.line()
      }
      writer.line("/// Checks the fields and what they hold.")
      writer.block("public func check(_ validator: inout FieldValidator)") { writer in
        for property in model.properties { check(property, fields, &writer) }
      }
    }
  }

  private struct CheckedField {
    let name: String
    let call: String
    let table: String
  }

  private func checkedFields(_ property: Property) throws -> [CheckedField] {
    if case .oneof(let oneof) = property.shape {
      return try oneof.members.compactMap { try checkedField($0.field, $0.name, "single") }
    }
    guard let field = property.field else { return [] }
    return try [checkedField(field, property.name, "")].compactMap { $0 }
  }

  /// The rules of a field; nil if there is nothing to check.
  private func checkedField(
    _ field: FieldDescriptor,
    _ name: String,
    _ shape: String
  ) throws -> CheckedField? {
    let rules = module.custom.message("motcua.v1.rules", in: field.options)
    let arguments = try rules.map { try RuleArguments(field, $0).arguments } ?? []
    let isNestedRuled = field.messageType.map { module.isRuled($0.file) } ?? false
    guard !arguments.isEmpty || field.enumType != nil || (isNestedRuled && !field.isMap) else {
      return nil
    }
    let all = (["\"\(field.name)\""] + arguments).joined(separator: ", ")
    return CheckedField(
      name: field.name,
      call: call(field, isNestedRuled: isNestedRuled),
      table: "static let \(SwiftNames.escaped(name)) = FieldRules(\(all))"
    )
  }

  /// The method of the validator that checks a field.
  private func call(_ field: FieldDescriptor, isNestedRuled: Bool) -> String {
    if field.isMap { return "count" }
    let plural = field.isRepeated
    switch field.type {
    case .string: return plural ? "texts" : "text"
    case .bytes: return plural ? "byteArrays" : "bytes"
    case .bool: return plural ? "count" : "flag"
    case .double, .float: return plural ? "count" : "fraction"
    case .enum: return plural ? "enumerations" : "enumeration"
    case .message, .group:
      if !isNestedRuled { return plural ? "count" : "presence" }
      return plural ? "messages" : "message"
    default: return plural ? "numbers" : "number"
    }
  }

  private func check(
    _ property: Property,
    _ fields: [CheckedField],
    _ writer: inout CodeWriter
  ) {
    guard case .oneof(let oneof) = property.shape else {
      guard let field = fields.first(where: { $0.name == property.protoName }) else { return }
      line(field, property, &writer)
      return
    }
    let checked = oneof.members.filter { member in
      fields.contains { $0.name == member.field.name }
    }
    guard !checked.isEmpty else { return }
    writer.block("switch self.\(property.storage)") { writer in
      for member in checked {
        guard let field = fields.first(where: { $0.name == member.field.name }) else { continue }
        let rules = "_Rules.\(member.escaped)"
        writer.line("case .\(member.escaped)(let value)?: validator.\(field.call)(value, \(rules))")
      }
      if checked.count < oneof.members.count {
        writer.line("default: break")
      } else {
        writer.line("case nil: break")
      }
    }
  }

  private func line(_ field: CheckedField, _ property: Property, _ writer: inout CodeWriter) {
    let value = property.isBoxed ? "self.\(property.storage).first" : "self.\(property.storage)"
    let rules = "_Rules.\(property.escaped)"
    switch (field.call, property.shape) {
    case ("count", _): writer.line("validator.count(\(value).count, \(rules))")
    case ("presence", _): writer.line("validator.presence(\(value) != nil, \(rules))")
    case (_, .optional):
      writer.line("validator.presence(\(value) != nil, \(rules))")
      writer.line("if let value = \(value) { validator.\(field.call)(value, \(rules)) }")
    default: writer.line("validator.\(field.call)(\(value), \(rules))")
    }
  }
}

/// Turns the rules option of a field into the arguments of `FieldRules`.
struct RuleArguments {
  /// The arguments after the name, only those that differ from their defaults.
  let arguments: [String]

  /// Reads an option and checks that it fits the field.
  init(_ field: FieldDescriptor, _ rules: OptionMessage) throws {
    var arguments: [String] = []
    if rules.bool("required") { arguments.append("isRequired: true") }
    let lengthMax = rules.integer("max_len")
    if lengthMax > 0 { arguments.append("lengthMax: \(lengthMax)") }
    let itemsMax = rules.integer("max_items")
    if itemsMax > 0 { arguments.append("itemsMax: \(itemsMax)") }
    let pattern = rules.text("pattern")
    if !pattern.isEmpty { arguments.append("pattern: TextPattern(#\"\(pattern)\"#)") }
    let range = rules.message("range")
    if let range {
      arguments.append("range: \(range.integer("min"))...\(range.integer("max"))")
    }
    if let kind = rules.enumValues("kind").first, kind.number != 0 {
      arguments.append("kind: .\(SwiftNames.enumCase(kind.name, of: kind.enumType.name))")
    }
    if rules.bool("deferred") { arguments.append("isDeferred: true") }
    self.arguments = arguments
    let isText = field.type == .string
    try Self.demand(isText || pattern.isEmpty, "pattern is for strings", field)
    try Self.demand(
      isText || rules.enumValues("kind").allSatisfy { $0.number == 0 },
      "kind is for strings",
      field
    )
    try Self.demand(isText || field.type == .bytes || lengthMax == 0, "max_len is for text", field)
    try Self.demand(field.isRepeated || itemsMax == 0, "max_items is for lists", field)
    try Self.demand(range == nil || Self.isInteger(field), "range is for integers", field)
  }

  private static func demand(_ holds: Bool, _ sentence: String, _ field: FieldDescriptor) throws {
    if !holds { throw GeneratorError(sentence, at: field, in: field.file) }
  }

  private static func isInteger(_ field: FieldDescriptor) -> Bool {
    switch field.type {
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .fixed32, .fixed64, .sfixed32,
      .sfixed64:
      true
    default: false
    }
  }
}
