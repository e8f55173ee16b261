import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// What is generated in one run: the files of one Swift module.
struct ModuleModel {
  /// The files with code, in the order of the command line.
  let files: [FileDescriptor]
  /// The files with code and all that they import, imports first.
  let closure: [FileDescriptor]
  /// The same as protoc sent them.
  let protos: [String: Google_Protobuf_FileDescriptorProto]
  /// What the command line says.
  let options: GeneratorOptions
  /// The names of all types.
  let names: TypeNames
  /// The custom options.
  let custom: CustomOptions

  /// Finds the files to generate and checks that we can.
  init(
    _ protos: [Google_Protobuf_FileDescriptorProto],
    files: [String],
    _ options: GeneratorOptions
  ) throws {
    let set = DescriptorSet(protos: protos)
    self.protos = Dictionary(protos.map { ($0.name, $0) }) { first, _ in first }
    self.options = options
    names = TypeNames(set, options)
    custom = CustomOptions(set)
    let named = files.compactMap { set.fileDescriptor(named: $0) }
    self.files = named.filter { !options.descriptorsOnly.contains($0.name) }
    closure = Self.closure(of: named)
    for file in self.files { try check(file) }
  }

  /// The messages of a file, nested ones after those around them, without map entries.
  func messages(of file: FileDescriptor) -> [Descriptor] {
    file.messages.flatMap(Self.flattened)
  }

  /// Whether the messages of this file have rules.
  func isRuled(_ file: FileDescriptor) -> Bool { options.isRuled(file.package) }

  /// Whether the methods of this file must have permissions.
  func isPermitted(_ file: FileDescriptor) -> Bool { options.isPermitted(file.package) }

  /// Whether a field would make its message a member of itself without end.
  func isRecursive(_ field: FieldDescriptor) -> Bool {
    guard !field.isRepeated, let target = field.messageType, let start = field.containingType else {
      return false
    }
    var seen: Set<String> = []
    var stack = [target]
    while let message = stack.popLast() {
      if message.fullName == start.fullName { return true }
      guard seen.insert(message.fullName).inserted else { continue }
      stack += message.fields.filter { !$0.isRepeated }.compactMap(\.messageType)
    }
    return false
  }

  private static func flattened(_ message: Descriptor) -> [Descriptor] {
    message.options.mapEntry ? [] : [message] + message.messages.flatMap(flattened)
  }

  private static func closure(of files: [FileDescriptor]) -> [FileDescriptor] {
    var result: [FileDescriptor] = []
    func visit(_ file: FileDescriptor) {
      guard !result.contains(where: { $0.name == file.name }) else { return }
      file.dependencies.forEach(visit)
      result.append(file)
    }
    files.forEach(visit)
    return result
  }

  private func check(_ file: FileDescriptor) throws {
    guard file.edition == .proto3 else {
      throw GeneratorError("\(file.name):1:1: only proto3 is generated")
    }
    for message in messages(of: file) {
      for field in message.fields where field.name.lowercased() == "base" {
        throw GeneratorError(
          "protoc-gen-c keeps the name `base` for itself",
          at: field,
          in: file
        )
      }
    }
  }
}
