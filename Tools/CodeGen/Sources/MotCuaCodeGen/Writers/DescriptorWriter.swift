import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes the descriptors that reflection serves: `Descriptors.swift`.
struct DescriptorWriter {
  private let module: ModuleModel

  /// Writes the descriptors of a module's files and of all that they import.
  init(_ module: ModuleModel) {
    self.module = module
  }

  /// The file's text.
  func text() throws -> String {
    var writer = CodeWriter()
    let sources = module.files.map(\.name).joined(separator: ", ")
    writer.lines(Header.lines(sources: sources))
    writer.lines(Header.imports(public: ["ProtobufEngine"]))
    writer.line()
    writer.line("/// The protos of this module and all that they import, with their options.")
    try writer.block("public enum \(module.options.module)Descriptors") { writer in
      writer.line("/// The files, imports first.")
      writer.line("public static let files: [DescriptorFile] = [")
      try writer.indented { writer in
        for file in module.closure { try self.file(file, &writer) }
      }
      writer.line("]")
    }
    return writer.text
  }

  private func file(_ file: FileDescriptor, _ writer: inout CodeWriter) throws {
    guard var proto = module.protos[file.name] else { return }
    proto.clearSourceCodeInfo()
    let base64: String = try proto.serializedData().base64EncodedString()
    writer.line("DescriptorFile(")
    writer.indented { writer in
      writer.line("name: \"\(file.name)\",")
      writer.line("package: \"\(file.package)\",")
      list("dependencies", file.dependencies.map { "\"\($0.name)\"" }, &writer)
      list("services", file.services.map { "\"\($0.fullName)\"" }, &writer)
      list("symbols", Self.symbols(file).map { "\"\($0)\"" }, &writer)
      list("extensions", extensions(file), &writer)
      writer.line("base64: \"\"\"")
      writer.indented { writer in
        for line in Self.wrapped(base64) { writer.line(line) }
        writer.line("\"\"\"),")
      }
    }
  }

  private func list(_ name: String, _ items: [String], _ writer: inout CodeWriter) {
    if items.isEmpty {
      writer.line("\(name): [],")
    } else {
      writer.list("\(name): [", items, "],")
    }
  }

  private func extensions(_ file: FileDescriptor) -> [String] {
    file.extensions.map { field in
      let extendee = field.containingType.fullName
      return ".init(extendee: \"\(extendee)\", number: \(field.number))"
    }
  }

  /// The full names that a file declares: messages, enums, services, methods and extensions.
  static func symbols(_ file: FileDescriptor) -> [String] {
    let messages = file.messages.flatMap(symbols)
    let services = file.services.flatMap { [$0.fullName] + $0.methods.map(\.fullName) }
    return messages + file.enums.map(\.fullName) + services + file.extensions.map(\.fullName)
  }

  private static func symbols(_ message: Descriptor) -> [String] {
    [message.fullName] + message.messages.flatMap(symbols) + message.enums.map(\.fullName)
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let line = rest.prefix(88)
      rest = rest.dropFirst(line.count)
      // A line break inside the literal would be a byte of the text.
      lines.append(rest.isEmpty ? String(line) : line + "\\")
    }
    return lines
  }
}
