/// What the compiled-in descriptors say of services, messages and enums.
package struct Schema: Sendable {
  /// The services in the order of the files.
  package private(set) var services: [SchemaService] = []
  /// Messages and enums by their full names.
  package private(set) var types: [String: SchemaType] = [:]

  /// Reads encoded `google.protobuf.FileDescriptorProto` messages.
  package init(files: some Sequence<[UInt8]>) {
    for file in files { read(file[...]) }
  }

  /// The number of a message's field, or nil where it has none of that name.
  package func fieldNumber(_ name: String, of message: String) -> Int? {
    guard case .message(_, let fields) = types[message] else { return nil }
    return fields.first { $0.name == name }?.number
  }

  private mutating func read(_ file: ArraySlice<UInt8>) {
    var package = ""
    for case .bytes(2, let text) in ProtoFields(file) { package = text.utf8Text }
    let prefix = package.isEmpty ? "" : package + "."
    for field in ProtoFields(file) {
      switch field {
      case .bytes(4, let message): readMessage(message, prefix: prefix)
      case .bytes(5, let enumeration): readEnum(enumeration, prefix: prefix)
      case .bytes(6, let service): services.append(SchemaService(service, prefix: prefix))
      default: break
      }
    }
  }

  private mutating func readMessage(_ bytes: ArraySlice<UInt8>, prefix: String) {
    var name = ""
    for case .bytes(1, let text) in ProtoFields(bytes) { name = text.utf8Text }
    var fields: [SchemaField] = []
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(2, let own): fields.append(SchemaField(own))
      case .bytes(3, let nested): readMessage(nested, prefix: prefix + name + ".")
      case .bytes(4, let nested): readEnum(nested, prefix: prefix + name + ".")
      default: break
      }
    }
    types[prefix + name] = .message(fullName: prefix + name, fields: fields)
  }

  private mutating func readEnum(_ bytes: ArraySlice<UInt8>, prefix: String) {
    var name = ""
    var values: [SchemaEnumValue] = []
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(1, let text): name = text.utf8Text
      case .bytes(2, let value): values.append(SchemaEnumValue(value))
      default: break
      }
    }
    types[prefix + name] = .enumeration(fullName: prefix + name, values: values)
  }
}
