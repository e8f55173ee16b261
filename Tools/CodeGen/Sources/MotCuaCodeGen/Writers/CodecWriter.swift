import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes how the messages of one file become C structs and back: `X+Codec.swift`.
struct CodecWriter {
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
    writer.line("private import \(module.options.cModule)")
    writer.line("public import ProtobufEngine")
    for name in otherModules() { writer.line("import \(name)") }
    writer.line()
    writer.line("// Exists only in a runtime that this code can be compiled with.")
    writer.line("private typealias _Runtime = GeneratedCode.Version1")
    for descriptor in module.messages(of: file) {
      writer.line()
      message(MessageModel(descriptor, module), &writer)
    }
    return writer.text
  }

  private func otherModules() -> [String] {
    let types = module.messages(of: file).flatMap(\.fields).flatMap(MessageWriter.typeNames)
    return Set(types.map { module.names.name($0).module })
      .subtracting([module.options.module]).sorted()
  }

  /// The C struct of a message; without a package its name could be that of the Swift type.
  private func wireType(_ descriptor: Descriptor) -> String {
    let type = CNames.type(descriptor.fullName)
    return file.package.isEmpty ? "\(module.options.cModule).\(type)" : type
  }

  private func message(_ model: MessageModel, _ writer: inout CodeWriter) {
    let type = wireType(model.descriptor)
    let function = CNames.function(model.descriptor.fullName)
    writer.block("extension \(model.name.dotted): WireMessage") { writer in
      writer.line("public static let wireDescriptor: WireDescriptor = {")
      writer.indented { writer in
        writer.line("var wire = \(type)()")
        writer.line("\(function)__init(&wire)")
        writer.line("return WireDescriptor(of: wire)")
      }
      writer.line("}()")
      writer.line()
      reader(model, type, &writer)
      writer.line()
      self.writer(model, type, function, &writer)
    }
  }

  private func reader(_ model: MessageModel, _ type: String, _ writer: inout CodeWriter) {
    writer.block("public init(wire pointer: UnsafeRawPointer)") { writer in
      guard !model.properties.isEmpty else { return }
      writer.line("let wire = pointer.assumingMemoryBound(to: \(type).self)")
      for property in model.properties { read(property, &writer) }
    }
  }

  private func read(_ property: Property, _ writer: inout CodeWriter) {
    let wire = "wire.pointee." + CNames.member(CNames.field(property.protoName))
    let count = "wire.pointee." + CNames.count(property.protoName)
    let target = "self.\(property.storage)"
    switch property.shape {
    case .single(let element):
      writer.line("\(target) = \(element.read(wire))")
    case .message:
      writer.line(
        property.isBoxed
          ? "\(target) = WireValue.box(\(wire))" : "\(target) = WireValue.message(\(wire))"
      )
    case .optional(let element):
      let presence =
        "wire.pointee." + CNames.oneofCase(CNames.presenceOneof(of: property.protoName))
      let number = property.field?.number ?? 0
      writer.line("\(target) = \(presence).rawValue == \(number) ? \(element.read(wire)) : nil")
    case .repeated(let element):
      writer.line("\(target) = \(element.readArray(wire, count))")
    case .map(let key, let value, _):
      writer.line("\(target) = WireValue.map(\(wire), \(count)) { entry in")
      writer.indented { writer in
        let pair = "(\(key.read("entry.pointee.key")), \(value.read("entry.pointee.value")))"
        writer.line(pair)
      }
      writer.line("}")
    case .oneof(let oneof):
      let oneofCase = "wire.pointee." + CNames.oneofCase(oneof.protoName)
      writer.block("switch \(oneofCase).rawValue") { writer in
        for member in oneof.members {
          let wire = "wire.pointee." + CNames.member(CNames.field(member.field.name))
          writer.line(
            "case \(member.field.number): \(target) = .\(member.escaped)(\(member.element.read(wire)))"
          )
        }
        writer.line("default: \(target) = nil")
      }
    }
  }

  private func writer(
    _ model: MessageModel,
    _ type: String,
    _ function: String,
    _ writer: inout CodeWriter
  ) {
    let signature = "public func makeWire(in arena: WireArena) throws(WireError)"
    writer.block("\(signature) -> UnsafeMutableRawPointer") { writer in
      writer.line("let wire = try arena.make(\(type).self)")
      writer.line("\(function)__init(wire)")
      for property in model.properties { write(property, &writer) }
      writer.line("return UnsafeMutableRawPointer(wire)")
    }
  }

  private func write(_ property: Property, _ writer: inout CodeWriter) {
    let wire = "wire.pointee." + CNames.member(CNames.field(property.protoName))
    let count = "wire.pointee." + CNames.count(property.protoName)
    let value = "self.\(property.storage)"
    let name = property.protoName
    switch property.shape {
    case .single(let element):
      let lines = element.write(value, to: wire, field: name)
      switch element {
      case .text, .bytes:
        // Nothing is copied for an empty value: the C struct has it from its initializer.
        writer.block("if !\(value).isEmpty") { $0.lines(lines) }
      default: writer.lines(lines)
      }
    case .message(let element):
      let source = property.isBoxed ? "\(value).first" : value
      writer.block("if let value = \(source)") { writer in
        writer.lines(element.write("value", to: wire, field: name))
      }
    case .optional(let element):
      let presence = "wire.pointee." + CNames.oneofCase(CNames.presenceOneof(of: name))
      writer.block("if let value = \(value)") { writer in
        writer.line("\(presence) = .init(rawValue: \(property.field?.number ?? 0))")
        writer.lines(element.write("value", to: wire, field: name))
      }
    case .repeated(let element):
      writer.line("\(count) = \(value).count")
      writer.line("\(wire) = \(element.writeArray(value, field: name))")
    case .map(let key, let element, let entry):
      writer.line("\(count) = \(value).count")
      writer.line("\(wire) = try arena.map(\(value)) { (key, value) throws(WireError) in")
      writer.indented { mapEntry(entry, key, element, field: name, &$0) }
      writer.line("}")
    case .oneof(let oneof):
      self.oneof(oneof, value, &writer)
    }
  }

  private func mapEntry(
    _ entry: Descriptor,
    _ key: Element,
    _ value: Element,
    field: String,
    _ writer: inout CodeWriter
  ) {
    writer.line("let entry = try arena.make(\(wireType(entry)).self)")
    writer.line("\(CNames.function(entry.fullName))__init(entry)")
    writer.lines(key.write("key", to: "entry.pointee.key", field: field))
    writer.lines(value.write("value", to: "entry.pointee.value", field: field))
    writer.line("return entry")
  }

  private func oneof(_ oneof: Oneof, _ value: String, _ writer: inout CodeWriter) {
    let oneofCase = "wire.pointee." + CNames.oneofCase(oneof.protoName)
    writer.block("switch \(value)") { writer in
      for member in oneof.members {
        let wire = "wire.pointee." + CNames.member(CNames.field(member.field.name))
        writer.line("case .\(member.escaped)(let value)?:")
        writer.indented { writer in
          writer.line("\(oneofCase) = .init(rawValue: \(member.field.number))")
          writer.lines(member.element.write("value", to: wire, field: member.field.name))
        }
      }
      writer.line("case nil: break")
    }
  }
}
