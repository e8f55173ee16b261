import Foundation
import MotCuaAPI
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import Testing

@Suite("Dry runs and etags of every method that changes something", .serialized)
struct ValidateOnlyTests {
  /// Methods that change something else than the store's content, each with its reason.
  private static let others = [
    "/motcua.v1.AdminService/CreateBackup":
      "It writes a folder of its own; a dry run of a copy tells nothing. The folder's name, which the"
      + " tool always sends, is its identity: a repeat gets ALREADY_EXISTS."
  ]

  /// Methods that take no etag, each with its reason.
  private static let withoutEtag = [
    "/motcua.v1.AdminService/CreatePrincipal": "It makes a new one.",
    "/motcua.v1.AdminService/CreateToken": "It makes a new one; a principal never changes.",
    "/motcua.v1.AdminService/RevokeToken":
      "A token changes once, from good to revoked: nobody's change can be lost.",
    "/motcua.v1.AdminService/ImportCalendar": "It makes a new version; all are kept.",
    "/motcua.v1.AgencyService/CreateAgency": "It makes a new one.",
    "/motcua.v1.AgencyService/ImportAgencies": "It holds many, and tells each row's outcome.",
    "/motcua.v1.AgencyService/ImportOfficers": "It holds many, and tells each row's outcome.",
    "/motcua.v1.AgencyService/ReorganizeAgencies":
      "It ends many; each must be in force at the decision's date.",
    "/motcua.v1.AdminService/RecomputeDueDates":
      "It holds many; each is worked out from what it is in its own transaction.",
    "/motcua.v1.ProcedureService/ImportOfferings": "It holds many, and tells each row's outcome.",
    "/motcua.v1.AgencyService/CreateOfficer": "It makes a new one.",
    "/motcua.v1.ProcedureService/CreateProcedure": "It makes a new one.",
    "/motcua.v1.ProcedureService/ImportProcedures": "It holds many, and tells each row's outcome.",
    "/motcua.v1.ProcedureService/ImportSectors": "It changes none that is there.",
    "/motcua.v1.DossierService/SubmitDossier": "It makes a new one.",
    "/motcua.v1.DossierService/ReceiveDossier": "It makes a new one.",
    "/motcua.v1.DossierService/RefuseDossierAtDesk": "It makes a new one.",
    "/motcua.v1.DossierService/BulkTransition":
      "It holds many; each is judged by its state, and the answer gives each etag.",
    "/motcua.v1.DossierService/ImportDossiers": "It leaves those that are there.",
    "/motcua.v1.DossierService/UploadFile": "It makes a new one.",
    "/motcua.v1.DossierService/ConfirmPayment":
      "Money that came is a fact; a gateway has seen no etag.",
    "/motcua.v1.DossierService/ReconcilePayments":
      "It holds many, and tells each row's outcome.",
    "/motcua.v1.DossierService/RecordShipment": "It makes a new one.",
    "/motcua.v1.StatisticsService/CreateDirective": "It makes a new one.",
    "/motcua.v1.StatisticsService/CreateSnapshot": "It makes a new one, which never changes.",
  ]

  /// Fields in which the answer of a dry run differs from the real one's, each with its reason.
  private static let differing = [
    // The number goes to the next real dossier.
    "/motcua.v1.DossierService/SubmitDossier": ["code"],
    "/motcua.v1.DossierService/ReceiveDossier": ["code"],
    "/motcua.v1.DossierService/RefuseDossierAtDesk": ["code"],
    // So does the number of what is made; a secret is shown once.
    "/motcua.v1.DossierService/UploadFile": ["id"],
    "/motcua.v1.AdminService/CreatePrincipal": ["id"],
    "/motcua.v1.AdminService/CreateToken": ["token.id", "secret"],
  ]

  private static let entries: [MethodEntry] =
    AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
    + AdminServiceMethods.all + StatisticsServiceMethods.all

  private static let mutations = entries.filter {
    $0.descriptor.idempotency != .noSideEffects && others[$0.descriptor.path] == nil
  }

  private static let paths = mutations.map(\.descriptor.path)
  private static let etagged = paths.filter { withoutEtag[$0] == nil }

  private static func entry(_ path: String) throws -> MethodEntry {
    try #require(entries.first { $0.descriptor.path == path })
  }

  private static func has(_ field: String, _ value: String, _ entry: MethodEntry) -> Bool {
    let bytes = try? WireJSON.bytes(
      fromJSON: "{\"\(field)\":\(value)}",
      as: entry.request.wireDescriptor
    )
    return bytes != nil
  }

  @Test("What is not declared free of side effects takes request_id, validate_only and an etag")
  func declared() {
    for entry in Self.mutations {
      let path = entry.descriptor.path
      #expect(Self.has("requestId", "\"x\"", entry), "\(path)")
      #expect(Self.has("validateOnly", "true", entry), "\(path)")
      #expect(Self.has("etag", "\"x\"", entry) == (Self.withoutEtag[path] == nil), "\(path)")
      #expect(entry.request is any MutationRequest.Type, "\(path)")
    }
    let known = Set(Self.entries.map(\.descriptor.path))
    #expect(known.isSuperset(of: Self.others.keys))
    #expect(Set(Self.paths).isSuperset(of: Self.withoutEtag.keys))
    #expect(Set(GoodRequest.table.keys) == Set(Self.paths))
    #expect(Self.etagged.count > 20)
  }

  @Test(
    "A dry run leaves every row of every table as it was, and answers as the real call",
    arguments: paths
  )
  func content(_ path: String) async throws {
    let entry = try Self.entry(path)
    let good = try #require(GoodRequest.table[path])
    let house = try await DryHouse()
    let request = try await good.make(house)
    let before = try house.content()
    let dry = try await house.call(entry, request, as: good.person)
    #expect(try house.content() == before)
    let real = try await house.call(entry, request, as: good.person, isDry: false)
    // The comparison can fail: the same request for good changes the content.
    #expect(try house.content() != before)
    #expect(try dry.map { try Self.answer($0, path) } == real.map { try Self.answer($0, path) })
    #expect(!real.isEmpty)
  }

  /// An answer without what a dry run cannot know.
  private static func answer(_ json: String, _ path: String) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    var members = try #require(object as? [String: Any])
    for name in differing[path] ?? [] {
      let names = name.split(separator: ".").map(String.init)
      guard names.count == 2, var inner = members[names[0]] as? [String: Any] else {
        members[name] = nil
        continue
      }
      inner[names[1]] = nil
      members[names[0]] = inner
    }
    return members as NSDictionary
  }

  @Test(
    "A stale etag is refused with the present one, by which the call succeeds",
    arguments: etagged
  )
  func etags(_ path: String) async throws {
    let entry = try Self.entry(path)
    let good = try #require(GoodRequest.table[path])
    let house = try await DryHouse()
    let request = try await good.make(house)
    let before = try house.content()
    var current: [String] = []
    for (stale, isDry) in [("999", false), ("999", true), ("no etag", false)] {
      let error = await expectRefusal(.etagMismatch) {
        try await house.call(
          entry,
          request,
          as: good.person,
          isDry: isDry,
          fields: ["etag": stale]
        )
      }
      #expect(error?.code == .aborted)
      current.append(error?.values["current_etag"] ?? "")
      #expect(try house.content() == before)
    }
    #expect(Set(current).count == 1)
    let present = try #require(current.first)
    #expect(!present.isEmpty)
    try await house.call(entry, request, as: good.person, isDry: false, fields: ["etag": present])
    // That was a change, so the etag is stale from now on, whatever else would hinder a repeat.
    let again = await expectRefusal(.etagMismatch) {
      try await house.call(entry, request, as: good.person, fields: ["etag": present])
    }
    #expect(again?.values["current_etag"] != present)
  }

  @Test(
    "A dry run of an empty request, refused or not, leaves every row as it was",
    arguments: Person.allCases
  )
  func emptyRequests(_ person: Person) async throws {
    let house = try await DryHouse()
    let before = try house.content()
    for entry in Self.mutations {
      guard let type = entry.request as? any MutationRequest.Type else { continue }
      // Most are refused: that too must leave nothing.
      _ = try? await house.call(entry, Self.empty(type), as: person)
      #expect(try house.content() == before, "\(entry.descriptor.path)")
    }
  }

  private static func empty<Request: MutationRequest>(_: Request.Type) -> any MutationRequest {
    Request()
  }
}
