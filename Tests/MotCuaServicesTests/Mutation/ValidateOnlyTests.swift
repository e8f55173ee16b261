import Crypto
import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import RPCInProcess
import SQLiteEngine
import Testing

@Suite("Dry runs of every method", .serialized)
struct ValidateOnlyTests {
  /// Methods that change something else than the store's content, each with its reason.
  private static let others = [
    // It writes a folder of its own; a dry run of a copy tells nothing.
    "/motcua.v1.AdminService/CreateBackup"
  ]

  private static let entries: [MethodEntry] =
    AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
    + AdminServiceMethods.all + StatisticsServiceMethods.all

  private static let mutations = entries.filter { $0.request is any MutationRequest.Type }

  @Test("What is not declared free of side effects takes request_id and validate_only")
  func declared() {
    for entry in Self.entries where entry.descriptor.idempotency != .noSideEffects {
      let path = entry.descriptor.path
      #expect(entry.request is any MutationRequest.Type || Self.others.contains(path), "\(path)")
    }
    #expect(Self.mutations.count > 20)
  }

  @Test("A dry run that succeeds leaves every row of every table as it was")
  func content() async throws {
    let house = try await DryHouse()
    let requests = try await house.goodRequests()
    var tried: Set<String> = []
    for entry in Self.mutations {
      let path = entry.descriptor.path
      guard let (request, person) = requests[path] else { continue }
      let before = try house.content()
      try await house.call(entry.descriptor, request, as: person)
      #expect(try house.content() == before, "\(path)")
      tried.insert(path)
    }
    #expect(tried == Set(requests.keys), "a request of this table is of no method")
    #expect(tried.count >= 20)
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
      try? await house.call(entry.descriptor, Self.empty(type), as: person)
      #expect(try house.content() == before, "\(entry.descriptor.path)")
    }
  }

  private static func empty<Request: MutationRequest>(_: Request.Type) -> any MutationRequest {
    Request()
  }

  @Test("The same requests without a dry run do change the content: the comparison can fail")
  func comparison() async throws {
    let house = try await DryHouse()
    let before = try house.content()
    let path = AgencyServiceMethods.createAgency.path
    let (request, person) = try #require(try await house.goodRequests()[path])
    let furnished = try house.content()
    try await house.call(AgencyServiceMethods.createAgency, request, as: person, isDry: false)
    let after = try house.content()
    #expect(after["agency"] != furnished["agency"])
    #expect(after["audit"] != furnished["audit"])
    #expect(after["operation"] != furnished["operation"])
    #expect(after["officer"] == furnished["officer"])
    #expect(furnished != before)
  }
}
