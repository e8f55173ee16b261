import InteropMessages
import MotCuaAPI
import ProtobufEngine
import RPCCore
import RPCMessages
import Testing

@Suite("The descriptors for reflection are whole")
struct DescriptorsTests {
  private static let modules = [
    MotCuaAPIDescriptors.files, RPCMessagesDescriptors.files, InteropMessagesDescriptors.files,
  ]

  @Test("A file stands after those that it imports", arguments: modules)
  func closure(files: [DescriptorFile]) {
    var seen: Set<String> = []
    for file in files {
      #expect(seen.isSuperset(of: file.dependencies), "\(file.name)")
      #expect(seen.insert(file.name).inserted)
    }
  }

  @Test("The bytes are a descriptor of the file's name", arguments: modules)
  func bytes(files: [DescriptorFile]) {
    for file in files {
      // Field 1 of FileDescriptorProto is the name.
      let name = Array(file.name.utf8)
      #expect(Array(file.bytes.prefix(2 + name.count)) == [0x0a, UInt8(name.count)] + name)
    }
  }

  @Test("A file of two modules is the same in both")
  func sharedFiles() {
    var files: [String: DescriptorFile] = [:]
    for file in Self.modules.flatMap({ $0 }) {
      #expect(files[file.name] == nil || files[file.name] == file)
      files[file.name] = file
    }
  }

  @Test("Services, methods and the options that extend descriptors are found by name")
  func symbols() throws {
    let files = MotCuaAPIDescriptors.files
    let dossier = try #require(files.first { $0.name == "motcua/v1/dossier.proto" })
    #expect(dossier.services == ["motcua.v1.DossierService"])
    for entry in DossierServiceMethods.all {
      #expect(dossier.symbols.contains("motcua.v1.DossierService.\(entry.descriptor.name)"))
      #expect(files.contains { $0.symbols.contains(entry.request.wireDescriptor.fullName) })
    }
    let options = try #require(files.first { $0.name == "motcua/v1/options.proto" })
    #expect(options.symbols.contains("motcua.v1.permission"))
    #expect(options.extensions.contains { $0.extendee == "google.protobuf.MethodOptions" })
  }
}
