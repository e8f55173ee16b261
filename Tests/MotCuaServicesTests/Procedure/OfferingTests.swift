import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Offerings")
struct OfferingTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
    try await house.importProcedures([
      .good(2, "1.000001", "Đăng ký khai sinh"),
      .good(3, "1.000002", "Đăng ký kết hôn", state: "SUSPENDED"),
    ])
  }

  private static let offering = Offering(
    procedureCode: "1.000001",
    agencyCode: "000.00.01.H10",
    deskAgencyCode: "000.00.00.H10",
    levels: [
      OfferingLevel(level: .level3, validTo: MotCuaAPI.Date(year: 2020, month: 6, day: 30)),
      OfferingLevel(level: .level4, validFrom: MotCuaAPI.Date(year: 2020, month: 7, day: 1)),
      OfferingLevel(level: .full),
    ],
    receivesOnline: true
  )

  private func set(_ offering: Offering, etag: String = "") async throws -> Offering {
    try await house.procedures(as: house.administrator)
      .setOffering(SetOfferingRequest(offering: offering, etag: etag))
  }

  @Test("An offering keeps both ladders, and today's legacy level is worked out")
  func ladders() async throws {
    let made = try await set(Self.offering)
    #expect(made.levels == Self.offering.levels)
    #expect(made.serviceLevel == .level4)
    #expect(made.etag == "1")
  }

  @Test("A stale etag is refused with the present one")
  func etag() async throws {
    _ = try await set(Self.offering)
    var changed = Self.offering
    changed.receivesByPost = true
    #expect(try await set(changed, etag: "1").etag == "2")
    for stale in ["1", "0", "x"] {
      let error = await expectRefusal(.etagMismatch) { _ = try await set(changed, etag: stale) }
      #expect(error?.values == ["current_etag": "2"])
    }
  }

  @Test("The etag of a procedure changes with its offerings")
  func procedureEtag() async throws {
    func etag() async throws -> String {
      try await house.procedures(as: nil)
        .getProcedure(GetProcedureRequest(code: "1.000001")).etag
    }
    let before = try await etag()
    _ = try await set(Self.offering)
    #expect(try await etag() != before)
  }

  @Test("Two levels of one ladder may not hold on one day; of two ladders they may")
  func overlap() async {
    var offering = Self.offering
    offering.levels[1].validFrom = MotCuaAPI.Date(year: 2020, month: 6, day: 30)
    let error = await expectRefusal(.invalidFields) { _ = try await set(offering) }
    #expect(error?.wrongFields == ["offering.levels[1].level"])
  }

  @Test("Procedure and agency must exist; an unknown desk is a condition beside them")
  func unknown() async {
    var procedure = Self.offering
    procedure.procedureCode = "1.999999"
    await expectRefusal(.notFound) { _ = try await set(procedure) }
    var agency = Self.offering
    agency.agencyCode = "000.00.99.H10"
    await expectRefusal(.notFound) { _ = try await set(agency) }
    var desk = Self.offering
    desk.deskAgencyCode = "000.00.99.H10"
    await expectRefusal(.agencyNotFound) { _ = try await set(desk) }
  }

  @Test("Lists keep what is asked for; offerings of hidden procedures stay hidden")
  func lists() async throws {
    _ = try await set(Self.offering)
    var hidden = Self.offering
    hidden.procedureCode = "1.000002"
    hidden.validFrom = MotCuaAPI.Date(year: 2021, month: 1, day: 1)
    _ = try await set(hidden)
    func codes(_ request: ListOfferingsRequest, as token: String?) async throws -> [String] {
      try await house.procedures(as: token).listOfferings(request).offerings.map(\.procedureCode)
    }
    let administrator = house.administrator
    #expect(try await codes(ListOfferingsRequest(), as: nil) == ["1.000001"])
    #expect(
      try await codes(ListOfferingsRequest(), as: administrator) == ["1.000001", "1.000002"]
    )
    #expect(
      try await codes(ListOfferingsRequest(procedureCode: "1.000002"), as: administrator)
        == ["1.000002"]
    )
    #expect(try await codes(ListOfferingsRequest(agencyCode: "000.00.02.H10"), as: nil) == [])
    let day = MotCuaAPI.Date(year: 2020, month: 8, day: 6)
    #expect(try await codes(ListOfferingsRequest(asOf: day), as: administrator) == ["1.000001"])
  }
}
