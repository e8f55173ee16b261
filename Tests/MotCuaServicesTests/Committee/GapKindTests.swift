import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import RPCMessages
import Testing

@Suite("Gaps that a changed procedure opens, and their pages")
struct GapKindTests {
  typealias Ground = DossierHouse.Ground

  /// The licence bears a fee and asks for its form on paper after an online submission.
  private static func burden(_ house: DossierHouse) async throws {
    _ = try await house.procedures.updateProcedure(
      UpdateProcedureRequest(
        procedure: Procedure(
          code: DossierProvince.license,
          components: [
            Component(
              code: "GT-1",
              name: "Đơn đề nghị",
              mandatory: true,
              paperRequiredAfterOnline: true
            )
          ],
          channels: [
            ProcedureChannel(
              channel: .online,
              fees: [Fee(kind: .fee, amountVnd: 50_000, amountStated: true)]
            )
          ]
        ),
        updateMask: .init(paths: ["components", "channels"])
      ),
      options: house.by(.administrator)
    )
  }

  private static func agencies(
    _ house: DossierHouse,
    _ request: ListGapsRequest
  ) async throws -> [String] {
    try await house.statistics.listGaps(request, options: house.by(.supervisor)).gaps
      .map(\.agencyCode)
  }

  @Test(
    "A fee without an account and paper after an online submission are found, not before their day",
    arguments: Ground.allCases
  )
  func kinds(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    house.set(8, 10, 8)
    try await Self.burden(house)
    // The department has an account, and the commune does not receive online.
    let account = ListGapsRequest(kind: .withoutAccount)
    #expect(try await Self.agencies(house, account) == [DossierProvince.district])
    let paper = ListGapsRequest(kind: .paperAfterOnline)
    #expect(
      try await Self.agencies(house, paper)
        == [DossierProvince.department, DossierProvince.district]
    )
    var eve = paper
    eve.asOf = DossierHouse.day(8, 9).date
    #expect(try await Self.agencies(house, eve) == [])
    _ = try await house.agencies.updateAgency(
      UpdateAgencyRequest(
        agency: Agency(code: DossierProvince.district, eWallet: "vi"),
        updateMask: .init(paths: ["e_wallet"])
      ),
      options: house.by(.administrator)
    )
    #expect(try await Self.agencies(house, account) == [])
  }

  @Test("Pages keep what the first one saw", arguments: Ground.allCases)
  func pages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    house.set(8, 10, 8)
    try await Self.burden(house)
    house.set(8, 11, 8)
    var request = ListGapsRequest(kind: .paperAfterOnline, pageSize: 1)
    let first = try await house.statistics.listGaps(request, options: house.by(.supervisor))
    #expect(first.totalSize == 2)
    house.set(8, 12, 8)
    _ = try await house.procedures.updateProcedure(
      UpdateProcedureRequest(
        procedure: Procedure(
          code: DossierProvince.license,
          components: [Component(code: "GT-1", name: "Đơn đề nghị", mandatory: true)]
        ),
        updateMask: .init(paths: ["components"])
      ),
      options: house.by(.administrator)
    )
    request.pageToken = first.nextPageToken
    let second = try await house.statistics.listGaps(request, options: house.by(.supervisor))
    #expect(second.gaps.map(\.agencyCode) == [DossierProvince.district])
    #expect(second.totalSize == 2 && second.asOf == first.asOf)
    request.pageToken = ""
    #expect(try await Self.agencies(house, request) == [])
  }
}
