import Foundation
import SwiftProtobuf
import Testing

@testable import MotCuaCodeGen

@Suite("What protoc-gen-c gets")
struct DescriptorStripperTests {
  private func strip(
    _ files: [Google_Protobuf_FileDescriptorProto]
  ) throws -> [Google_Protobuf_FileDescriptorProto] {
    let set = Google_Protobuf_FileDescriptorSet.with { $0.file = files }
    let bytes = try DescriptorStripper.strip(try set.serializedData())
    return try Google_Protobuf_FileDescriptorSet(serializedBytes: bytes).file
  }

  private func field(
    _ name: String,
    _ number: Int32,
    _ type: Google_Protobuf_FieldDescriptorProto.TypeEnum,
    oneof: Int32? = nil,
    isOptional: Bool = false
  ) -> Google_Protobuf_FieldDescriptorProto {
    .with {
      $0.name = name
      $0.number = number
      $0.type = type
      if type == .message { $0.typeName = ".t.M" }
      if let oneof { $0.oneofIndex = oneof }
      if isOptional { $0.proto3Optional = true }
    }
  }

  @Test("Options, extensions, services and imports that nothing uses are gone")
  func options() throws {
    let options = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "options.proto"
      $0.package = "t"
      $0.extension = [field("rule", 50_000, .int32)]
    }
    let used = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "used.proto"
      $0.package = "t"
      $0.messageType = [.with { $0.name = "M" }]
    }
    let file = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "a.proto"
      $0.package = "t"
      $0.dependency = ["options.proto", "used.proto"]
      $0.service = [.with { $0.name = "S" }]
      $0.options.javaPackage = "x"
      $0.messageType = [
        .with {
          $0.name = "A"
          $0.options.deprecated = true
          $0.field = [field("m", 1, .message)]
          $0.field[0].options.deprecated = true
          $0.nestedType = [
            .with {
              $0.name = "E"
              $0.options.mapEntry = true
            }
          ]
        }
      ]
    }
    let stripped = try strip([options, used, file])
    #expect(stripped[0].extension.isEmpty)
    #expect(stripped[2].dependency == ["used.proto"])
    #expect(stripped[2].service.isEmpty)
    #expect(!stripped[2].hasOptions)
    #expect(!stripped[2].messageType[0].hasOptions)
    #expect(!stripped[2].messageType[0].field[0].hasOptions)
    #expect(stripped[2].messageType[0].nestedType[0].options.mapEntry)
  }

  @Test("An optional number keeps its presence in a oneof, an optional message in its pointer")
  func optionals() throws {
    let file = Google_Protobuf_FileDescriptorProto.with {
      $0.name = "a.proto"
      $0.package = "t"
      $0.messageType = [
        .with {
          $0.name = "M"
          $0.oneofDecl = ["real", "_m", "_n"].map { name in .with { $0.name = name } }
          $0.field = [
            field("r", 1, .int32, oneof: 0), field("m", 2, .message, oneof: 1, isOptional: true),
            field("n", 3, .int32, oneof: 2, isOptional: true),
          ]
        }
      ]
    }
    let message = try strip([file])[0].messageType[0]
    #expect(message.oneofDecl.map(\.name) == ["real", "n_presence"])
    #expect(message.field.map(\.proto3Optional) == [false, false, false])
    #expect(message.field.map(\.hasOneofIndex) == [true, false, true])
    #expect(message.field[2].oneofIndex == 1)
  }
}
