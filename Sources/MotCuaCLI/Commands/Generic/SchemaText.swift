import MotCuaClient

/// Writes parts of the contract as a proto would.
struct SchemaText {
  private let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
  }

  /// The text for a name, with or without its package; of nothing the list of services.
  ///
  /// - Throws: `ToolError` if nothing has the name.
  func describe(_ name: String?) throws -> String {
    guard let name else { return schema.services.map(service).joined(separator: "\n") }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    if let service = schema.services.first(where: { isNamed($0.fullName, parts[0]) }) {
      guard parts.count == 2 else { return self.service(service) }
      if let method = service.methods.first(where: { $0.name == parts[1] }) {
        return call(method) + "\n"
          + [method.input, method.output].map(type).joined(separator: "\n")
      }
    } else if parts.count == 1, let found = schema.types.keys.first(where: { isNamed($0, name) }) {
      return type(found)
    }
    throw ToolError.usage(
      "Không có dịch vụ, phương thức hay thông điệp \(name).",
      en: "There is no service, method or message \(name)."
    )
  }

  private func isNamed(_ fullName: String, _ name: String) -> Bool {
    fullName == name || fullName == "motcua.v1." + name
  }

  private func service(_ service: SchemaService) -> String {
    let methods = service.methods.map { "  " + call($0) }
    return "service \(service.fullName) {\n\(methods.joined())}\n"
  }

  private func call(_ method: SchemaMethod) -> String {
    let input = (method.streamsRequests ? "stream " : "") + method.input
    let output = (method.streamsResponses ? "stream " : "") + method.output
    return "rpc \(method.name)(\(input)) returns (\(output));\n"
  }

  private func type(_ name: String) -> String {
    switch schema.types[name] {
    case .message(let fullName, let fields):
      let lines = fields.map { field in
        "  \(field.isRepeated ? "repeated " : "")\(field.type) \(field.name) = \(field.number);\n"
      }
      return "message \(fullName) {\n\(lines.joined())}\n"
    case .enumeration(let fullName, let values):
      let lines = values.map { "  \($0.name) = \($0.number);\n" }
      return "enum \(fullName) {\n\(lines.joined())}\n"
    case nil: return ""
    }
  }
}
