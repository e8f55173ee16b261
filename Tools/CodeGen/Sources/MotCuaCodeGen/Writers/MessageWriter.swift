import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes the messages and enums of one file: `X.swift`.
struct MessageWriter {
  private let file: FileDescriptor
  private let module: ModuleModel

  /// Writes a file.
  init(_ file: FileDescriptor, _ module: ModuleModel) {
    self.file = file
    self.module = module
  }

  /// The file's text.
  func text() -> String {
    var writer = CodeWriter()
    writer.lines(Header.lines(sources: file.name))
    writer.lines(Header.imports(public: imports()))
    let namespace = module.options.home(of: file.package).namespace
    if namespace.isEmpty {
      types(&writer)
    } else {
      writer.line()
      writer.block("extension \(namespace)") { types(&$0) }
    }
    return writer.text
  }

  private func imports() -> [String] {
    let messages = module.messages(of: file)
    var modules = Set(
      messages.flatMap(\.fields).flatMap(Self.typeNames)
        .map { module.names.name($0).module }
    )
    modules.remove(module.options.module)
    let hasEnums = !file.enums.isEmpty || messages.contains { !$0.enums.isEmpty }
    if hasEnums { modules.insert("ProtobufEngine") }
    return Array(modules)
  }

  /// The full names of the types that a field's property names.
  static func typeNames(_ field: FieldDescriptor) -> [String] {
    if field.isMap, let value = field.messageType?.mapKeyAndValue?.value {
      return typeNames(value)
    }
    return [field.messageType?.fullName ?? field.enumType?.fullName].compactMap { $0 }
  }

  private func types(_ writer: inout CodeWriter) {
    for message in file.messages {
      writer.line()
      self.message(message, &writer)
    }
    for type in file.enums {
      writer.line()
      enumeration(type, &writer)
    }
  }

  private func message(_ descriptor: Descriptor, _ writer: inout CodeWriter) {
    let model = MessageModel(descriptor, module)
    writer.comment(Comments.lines(descriptor), or: "The message `\(descriptor.fullName)`.")
    let name = model.name.path.last ?? descriptor.name
    writer.block("public struct \(name): Sendable, Hashable") { writer in
      for property in model.properties { self.property(property, &writer) }
      if !model.properties.isEmpty { writer.line() }
      initializers(model, &writer)
      for case .oneof(let oneof) in model.properties.map(\.shape) {
        writer.line()
        self.oneof(oneof, &writer)
      }
      for nested in descriptor.messages where !nested.options.mapEntry {
        writer.line()
        message(nested, &writer)
      }
      for type in descriptor.enums {
        writer.line()
        enumeration(type, &writer)
      }
    }
  }

  private func property(_ property: Property, _ writer: inout CodeWriter) {
    writer.comment(property.comment, or: "The field `\(property.protoName)`.")
    guard property.isBoxed || property.isDeprecated else {
      writer.line("public var \(property.escaped): \(property.type)")
      return
    }
    if property.isDeprecated { writer.line("@available(*, deprecated)") }
    let storage = property.storage
    writer.block("public var \(property.escaped): \(property.type)") { writer in
      if property.isBoxed {
        writer.line("get { \(storage).first }")
        writer.line("set { \(storage) = newValue.map { [$0] } ?? [] }")
      } else {
        writer.line("get { \(storage) }")
        writer.line("set { \(storage) = newValue }")
      }
    }
    writer.line("var \(storage): \(property.storageType)")
  }

  private func initializers(_ model: MessageModel, _ writer: inout CodeWriter) {
    writer.line("/// Makes a message in which every field has its default.")
    guard !model.properties.isEmpty else {
      writer.line("public init() {}")
      return
    }
    writer.block("public init()") { writer in
      for property in model.properties {
        writer.line("self.\(property.storage) = \(property.storageZero)")
      }
    }
    writer.line()
    writer.line("/// Makes a message with the fields that are given.")
    let parameters = model.properties.map { "\($0.escaped): \($0.type) = \($0.zero)" }
    writer.list("public init(", parameters, ") {")
    writer.indented { writer in
      for property in model.properties {
        let value = property.isBoxed ? "\(property.escaped).map { [$0] } ?? []" : property.escaped
        writer.line("self.\(property.storage) = \(value)")
      }
    }
    writer.line("}")
  }

  private func oneof(_ oneof: Oneof, _ writer: inout CodeWriter) {
    writer.comment(oneof.comment, or: "The oneof `\(oneof.protoName)`.")
    let keyword = oneof.isRecursive ? "indirect enum" : "enum"
    writer.block("public \(keyword) \(oneof.typeName): Sendable, Hashable") { writer in
      for member in oneof.members {
        writer.comment(member.comment, or: "The field `\(member.field.name)`.")
        writer.line("case \(member.escaped)(\(member.element.type))")
      }
    }
  }

  private func enumeration(_ descriptor: EnumDescriptor, _ writer: inout CodeWriter) {
    let model = EnumModel(descriptor)
    let name = module.names.name(descriptor.fullName).path.last ?? descriptor.name
    writer.comment(Comments.lines(descriptor), or: "The enum `\(descriptor.fullName)`.")
    writer.block("public enum \(name): WireEnum") { writer in
      for item in model.cases {
        writer.comment(Comments.lines(item.value), or: "The value `\(item.value.name)`.")
        writer.line("case \(item.escaped)")
      }
      writer.line("/// A number that this version does not know.")
      writer.line("case unrecognized(Int32)")
      for (alias, original) in model.aliases {
        writer.line()
        writer.comment(Comments.lines(alias.value), or: "The value `\(alias.value.name)`.")
        writer.line("public static var \(alias.escaped): \(name) { .\(original) }")
      }
      enumMembers(model, name, &writer)
    }
  }

  private func enumMembers(_ model: EnumModel, _ name: String, _ writer: inout CodeWriter) {
    writer.line()
    writer.line("/// All values that have a name, in the order of the proto.")
    let all = model.cases.map { "." + $0.escaped }
    writer.list("public static let allCases: [\(name)] = [", all, "]")
    writer.line()
    writer.line("/// The value of a number.")
    writer.block("public init(rawValue: Int32)") { writer in
      writer.block("switch rawValue") { writer in
        for item in model.cases {
          writer.line("case \(item.value.number): self = .\(item.escaped)")
        }
        writer.line("default: self = .unrecognized(rawValue)")
      }
    }
    writer.line()
    writer.line("/// The number on the wire.")
    writer.block("public var rawValue: Int32") { writer in
      writer.block("switch self") { writer in
        for item in model.cases {
          writer.line("case .\(item.escaped): \(item.value.number)")
        }
        writer.line("case .unrecognized(let number): number")
      }
    }
    writer.line()
    writer.line("/// The name in the proto; the number for a value without one.")
    writer.block("public var name: String") { writer in
      writer.block("switch self") { writer in
        for item in model.cases { writer.line("case .\(item.escaped): \"\(item.value.name)\"") }
        writer.line("case .unrecognized(let number): \"\\(number)\"")
      }
    }
  }
}
