public import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Takes out of a descriptor set what protoc-gen-c 1.4 cannot take or what we do not want in C.
///
/// - Custom options and extensions: protoc-gen-c would include `descriptor.pb-c.h`, which no package
///   ships. With them go the imports that only they needed.
/// - `proto3_optional`: protoc-gen-c rejects it. What is left is an ordinary oneof with one member;
///   it is renamed from `_name` to `name_presence`, which is a better name in C.
/// - Services, which we generate in Swift only, and comments.
public enum DescriptorStripper {
  /// Strips a serialized `FileDescriptorSet`.
  ///
  /// - Throws: `BinaryDecodingError` if the bytes are no descriptor set.
  public static func strip(_ serialized: Data) throws -> Data {
    var set = try Google_Protobuf_FileDescriptorSet(serializedBytes: serialized)
    let owners = typeOwners(set)
    for index in set.file.indices { strip(&set.file[index], owners) }
    return try set.serializedData()
  }

  /// The file of each message and enum by its full name with a leading dot.
  private static func typeOwners(_ set: Google_Protobuf_FileDescriptorSet) -> [String: String] {
    var owners: [String: String] = [:]
    for file in set.file {
      let scope = file.package.isEmpty ? "" : ".\(file.package)"
      for type in file.enumType { owners["\(scope).\(type.name)"] = file.name }
      for type in file.messageType { add(type, in: scope, file: file.name, to: &owners) }
    }
    return owners
  }

  private static func add(
    _ message: Google_Protobuf_DescriptorProto,
    in scope: String,
    file: String,
    to owners: inout [String: String]
  ) {
    let name = "\(scope).\(message.name)"
    owners[name] = file
    for type in message.enumType { owners["\(name).\(type.name)"] = file }
    for type in message.nestedType { add(type, in: name, file: file, to: &owners) }
  }

  private static func strip(
    _ file: inout Google_Protobuf_FileDescriptorProto,
    _ owners: [String: String]
  ) {
    file.extension = []
    file.service = []
    file.clearOptions()
    file.clearSourceCodeInfo()
    for index in file.enumType.indices { strip(&file.enumType[index]) }
    var used: Set<String> = []
    for index in file.messageType.indices {
      strip(&file.messageType[index])
      collect(file.messageType[index], owners, into: &used)
    }
    file.dependency = file.dependency.filter { used.contains($0) }
    file.publicDependency = []
    file.weakDependency = []
  }

  private static func collect(
    _ message: Google_Protobuf_DescriptorProto,
    _ owners: [String: String],
    into used: inout Set<String>
  ) {
    for field in message.field {
      if let owner = owners[field.typeName] { used.insert(owner) }
    }
    for type in message.nestedType { collect(type, owners, into: &used) }
  }

  private static func strip(_ type: inout Google_Protobuf_EnumDescriptorProto) {
    let allowsAlias = type.options.allowAlias
    type.clearOptions()
    if allowsAlias { type.options.allowAlias = true }
    for index in type.value.indices { type.value[index].clearOptions() }
  }

  private static func strip(_ message: inout Google_Protobuf_DescriptorProto) {
    let isMapEntry = message.options.mapEntry
    message.clearOptions()
    if isMapEntry { message.options.mapEntry = true }
    message.extension = []
    for index in message.oneofDecl.indices { message.oneofDecl[index].clearOptions() }
    for index in message.enumType.indices { strip(&message.enumType[index]) }
    for index in message.nestedType.indices { strip(&message.nestedType[index]) }
    for index in message.field.indices {
      let options = message.field[index].options
      message.field[index].clearOptions()
      if options.hasPacked { message.field[index].options.packed = options.packed }
    }
    stripPresence(&message)
  }

  /// Makes ordinary oneofs of `optional` fields; a message needs none, its pointer says it all.
  private static func stripPresence(_ message: inout Google_Protobuf_DescriptorProto) {
    var numbers: [Int32: Int32] = [:]
    var oneofs: [Google_Protobuf_OneofDescriptorProto] = []
    for (index, oneof) in message.oneofDecl.enumerated() {
      let members = message.field.filter { $0.hasOneofIndex && $0.oneofIndex == Int32(index) }
      let presence = members.first { $0.proto3Optional }
      if presence?.type == .message { continue }
      numbers[Int32(index)] = Int32(oneofs.count)
      oneofs.append(oneof)
      if let presence { oneofs[oneofs.count - 1].name = CNames.presenceOneof(of: presence.name) }
    }
    message.oneofDecl = oneofs
    for index in message.field.indices where message.field[index].hasOneofIndex {
      message.field[index].clearProto3Optional()
      if let number = numbers[message.field[index].oneofIndex] {
        message.field[index].oneofIndex = number
      } else {
        message.field[index].clearOneofIndex()
      }
    }
  }
}
