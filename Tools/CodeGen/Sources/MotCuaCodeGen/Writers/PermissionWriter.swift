import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes who may call which method: `Permissions.swift`.
struct PermissionWriter {
  private let module: ModuleModel

  /// Writes the permissions of a module.
  init(_ module: ModuleModel) {
    self.module = module
  }

  /// The file's text.
  ///
  /// - Throws: `GeneratorError` for a method that declares no permission or a contradiction.
  func text() throws -> String {
    var entries: [String] = []
    for file in module.files where module.isPermitted(file) {
      for service in file.services {
        for method in service.methods { entries.append(try entry(method, service)) }
      }
    }
    let sources = module.files.filter { !$0.services.isEmpty }.map(\.name).joined(separator: ", ")
    var writer = CodeWriter()
    writer.lines(Header.lines(sources: sources))
    writer.line()
    writer.line("/// Who may call which method.")
    writer.block("public enum MethodPermissions") { writer in
      writer.line("/// The permission of each method by its path, `/service/name`.")
      writer.list("public static let byPath: [String: MethodPermission] = [", entries, "]")
    }
    return writer.text
  }

  private func entry(_ method: MethodDescriptor, _ service: ServiceDescriptor) throws -> String {
    let name = "motcua.v1.permission"
    guard let option = module.custom.message(name, in: method.options) else {
      throw GeneratorError(
        "the method \(method.name) declares no (\(name))",
        at: method,
        in: method.file
      )
    }
    let isOpen = option.bool("open")
    let kinds = option.enumValues("kinds")
    let duties = option.enumValues("duties")
    guard isOpen == kinds.isEmpty else {
      throw GeneratorError(
        "(\(name)) of \(method.name) must be open or name kinds, not both",
        at: method,
        in: method.file
      )
    }
    let rule =
      isOpen
      ? "MethodPermission(isOpen: true)"
      : "MethodPermission(kinds: [\(Self.list(kinds))], duties: [\(Self.list(duties))])"
    return "\"/\(service.fullName)/\(method.name)\": \(rule)"
  }

  private static func list(_ values: [EnumValueDescriptor]) -> String {
    values.map { "." + SwiftNames.escaped(SwiftNames.enumCase($0.name, of: $0.enumType.name)) }
      .joined(separator: ", ")
  }
}
