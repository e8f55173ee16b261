import MotCuaAPI
import ProtobufEngine
import RPCCore
import RPCMessages
import Testing

@Suite("Every method says who may call it")
struct PermissionsTests {
  private static let methods: [MethodEntry] =
    AdminServiceMethods.all + AgencyServiceMethods.all + DossierServiceMethods.all
    + ProcedureServiceMethods.all + StatisticsServiceMethods.all

  @Test("There is one permission for each method and no other")
  func complete() {
    let paths = Set(Self.methods.map(\.descriptor.path))
    #expect(paths.count == Self.methods.count)
    #expect(Set(MethodPermissions.byPath.keys) == paths)
  }

  @Test("A method is open or names kinds, never both")
  func openOrNamed() {
    for (path, permission) in MethodPermissions.byPath {
      #expect(permission.isOpen == permission.kinds.isEmpty, "\(path)")
      #expect(!permission.kinds.contains(.unspecified), "\(path)")
      #expect(!permission.duties.contains(.unspecified), "\(path)")
    }
  }

  @Test("Permissions are those of the protos")
  func samples() throws {
    let create = try #require(MethodPermissions.byPath["/motcua.v1.AgencyService/CreateAgency"])
    #expect(create == MethodPermission(kinds: [.administrator]))
    let track = try #require(MethodPermissions.byPath["/motcua.v1.DossierService/TrackDossier"])
    #expect(track.isOpen)
  }

  @Test("Limits and idempotency come from the protos")
  func descriptors() {
    let get = AgencyServiceMethods.getAgency
    #expect(get.path == "/motcua.v1.AgencyService/GetAgency")
    #expect(get.kind == .unary)
    #expect(get.idempotency == .noSideEffects)
    #expect(get.messageBytesMax == 4096)
    #expect(AgencyServiceMethods.importAgencies.kind == .clientStreaming)
    #expect(AgencyServiceMethods.importAgencies.messageBytesMax == nil)
  }

  @Test("Every message of every method can be made, written and read")
  func everyMessage() throws {
    for entry in Self.methods {
      for type in [entry.request, entry.response] {
        #expect(try type.init().serialized().isEmpty)
        let json = try WireJSON.json(of: [], as: type.wireDescriptor, format: .pretty)
        #expect(try WireJSON.bytes(fromJSON: json, as: type.wireDescriptor).isEmpty)
      }
    }
  }
}
