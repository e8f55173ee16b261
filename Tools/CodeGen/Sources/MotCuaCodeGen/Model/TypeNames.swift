import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The Swift names of all messages, enums and oneofs that a request knows.
struct TypeNames {
  /// A type's module and its path in it, namespace first.
  struct Name {
    let module: String
    let path: [String]

    /// The path with dots.
    var dotted: String { path.joined(separator: ".") }
  }

  private let module: String
  private var names: [String: Name] = [:]
  private var nested: [String: Set<String>] = [:]

  /// Names everything in some files.
  init(_ set: DescriptorSet, _ options: GeneratorOptions) {
    module = options.module
    for file in set.files { add(file, options.home(of: file.package)) }
  }

  private mutating func add(_ file: FileDescriptor, _ home: GeneratorOptions.Home) {
    let scope = home.namespace.isEmpty ? [] : [home.namespace]
    let names = file.messages.map(\.name) + file.enums.map(\.name)
    let unique = SwiftNames.unique(names.map(SwiftNames.type), taken: [])
    for (message, name) in zip(file.messages, unique) {
      add(message, Name(module: home.module, path: scope + [name]))
    }
    for (type, name) in zip(file.enums, unique.dropFirst(file.messages.count)) {
      self.names[type.fullName] = Name(module: home.module, path: scope + [name])
    }
  }

  private mutating func add(_ message: Descriptor, _ name: Name) {
    names[message.fullName] = name
    let types = message.messages.filter { !$0.options.mapEntry }
    let inner =
      types.map(\.name) + message.enums.map(\.name) + message.realOneofs.map(\.name)
    let unique = SwiftNames.unique(inner.map(SwiftNames.type), taken: [])
    nested[name.dotted] = Set(unique)
    let paths = unique.map { Name(module: name.module, path: name.path + [$0]) }
    for (type, path) in zip(types, paths) { add(type, path) }
    for (type, path) in zip(message.enums, paths.dropFirst(types.count)) {
      names[type.fullName] = path
    }
    for (oneof, path) in zip(message.realOneofs, paths.suffix(message.realOneofs.count)) {
      names[oneof.fullName] = path
    }
  }

  /// The name of a message, an enum or a oneof by its full name in the proto.
  func name(_ fullName: String) -> Name {
    names[fullName] ?? Name(module: module, path: [fullName])
  }

  /// How code inside the type at `scope` names a type: with its module where a nested type of the
  /// same name would hide it.
  func reference(_ fullName: String, from scope: Name) -> String {
    let target = name(fullName)
    guard let first = target.path.first else { return fullName }
    for depth in scope.path.indices {
      let outer = scope.path[...depth].joined(separator: ".")
      if nested[outer]?.contains(first) == true { return "\(target.module).\(target.dotted)" }
    }
    return target.dotted
  }
}
