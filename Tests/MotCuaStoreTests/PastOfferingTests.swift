import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("What offerings were")
struct PastOfferingTests {
  private static func changed(
    _ change: (inout OfferingRecord) -> Void
  ) -> OfferingRecord {
    var offering = House.offering(House.open, House.commune)
    change(&offering)
    return offering
  }

  /// The offering of the commune as it was at an instant; nil where it was not there.
  private static func offering(
    _ store: any Store,
    of agency: AgencyCode = House.commune,
    _ at: String
  ) -> OfferingRecord? {
    let present = store.catalogue
    let epoch = present.offeringEpoch(at: House.at(at))
    return present.replacing([], offeringEpoch: epoch, number: 1).offering(House.open, agency)
  }

  private static func expectPast(_ store: any Store) {
    // Before it moved in it stands as at the end of that day.
    for at in ["2020-01-01 08:00", "2020-08-06 09:16", "2020-09-01 07:59"] {
      #expect(offering(store, at)?.receivesByPost == false, "\(at)")
      #expect(offering(store, at)?.validTo == nil, "\(at)")
    }
    #expect(offering(store, "2020-09-01 08:00")?.receivesByPost == true)
    #expect(offering(store, "2020-10-01 07:59")?.validTo == nil)
    #expect(offering(store, "2020-10-01 08:00")?.validTo == CivilDate("2020-12-31"))
    #expect(store.catalogue.offeringEpoch(at: House.at("2020-11-01 08:00")) == nil)
    // What was entered later was not there, whatever its own first day.
    #expect(offering(store, of: House.centre, "2020-10-31 08:00") == nil)
    #expect(offering(store, of: House.centre, "2020-11-01 08:00") != nil)
  }

  private static func fill(_ house: House) async throws {
    let first = changed { $0.receivesByPost = true }
    try await house.perform(SetOffering(offering: first), at: House.at("2020-09-01 08:00"))
    let second = changed {
      $0.receivesByPost = true
      $0.validTo = CivilDate("2020-12-31")
    }
    try await house.perform(SetOffering(offering: second), at: House.at("2020-10-01 08:00"))
    // What says the same is no change.
    try await house.perform(SetOffering(offering: second), at: House.at("2020-12-01 08:00"))
    var late = House.offering(House.open, House.centre)
    late.validFrom = CivilDate("2020-01-01")
    try await house.perform(SetOffering(offering: late), at: House.at("2020-11-01 08:00"))
  }

  @Test("Each stands as its last change until an instant left it", arguments: Adapter.allCases)
  func past(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    try await Self.fill(house)
    Self.expectPast(house.store)
  }

  @Test("A start reads what they were")
  func restart() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let first = try House(opening: configuration)
    try await first.furnish()
    try await Self.fill(first)
    first.close()
    let second = try House(opening: configuration)
    Self.expectPast(second.store)
    second.close()
  }
}
