import MotCuaDomain
import MotCuaServices
import MotCuaStore
import Testing

@Suite("What a caller sees")
struct PrincipalScopeTests {
  private func scope(
    _ kind: MotCuaDomain.PrincipalKind,
    _ agencies: [String] = [],
    subject: String? = nil
  ) async throws -> RowScope {
    let house = try await ServiceHouse()
    try await house.furnishAgencies()
    let principal = MotCuaServices.Principal(
      id: 1,
      kind: kind,
      name: "",
      agencies: agencies.compactMap { AgencyCode($0) },
      subjectID: subject
    )
    return principal.scope(in: house.store.directory)
  }

  private func codes(_ texts: String...) -> RowScope {
    .agencies(Set(texts.compactMap { AgencyCode($0) }))
  }

  @Test("A supervisor and a system without agencies see the province")
  func province() async throws {
    #expect(try await scope(.supervisor) == .all)
    #expect(try await scope(.system) == .all)
    #expect(try await scope(.administrator) == .all)
  }

  @Test("An officer sees his agency and those below it")
  func subtree() async throws {
    #expect(
      try await scope(.officer, ["000.00.30.H10"]) == codes("000.00.30.H10", "000.31.30.H10")
    )
    #expect(try await scope(.officer, ["000.00.01.H10"]) == codes("000.00.01.H10"))
  }

  @Test("An officer without an agency sees nothing")
  func nothing() async throws {
    for kind: MotCuaDomain.PrincipalKind in [
      .officer, .assistant, .postalOperator, .paymentGateway, .public, .applicant,
    ] {
      #expect(try await scope(kind) == .agencies([]))
    }
  }

  @Test("An applicant sees what is his")
  func owner() async throws {
    #expect(try await scope(.applicant, subject: "012345678901") == .owner("012345678901"))
  }
}
