import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("What agencies and procedures were")
struct PastRevisionTests {
  private static func rename(_ house: House, _ name: String, _ at: String) async throws {
    var agency = try #require(house.store.directory.agency(House.department))
    agency.name = name
    try await house.perform(UpdateAgency(agency: agency, fields: [.name]), at: House.at(at))
  }

  private static func name(_ house: House, _ at: String) -> String? {
    house.store.directory.at(House.at(at)).agency(House.department)?.name
  }

  private static func suspend(_ house: House, _ at: String) async throws {
    try await house.perform(
      ChangeProcedureState(
        code: House.open,
        action: .suspend,
        decision: DecisionRecord(number: "1/QĐ")
      ),
      at: House.at(at)
    )
  }

  private static func expectPast(_ house: House) throws {
    let present = try #require(house.store.directory.agency(House.department))
    #expect(present.name == "Tên ba")
    #expect(name(house, "2020-08-06 09:16") != "Tên hai")
    #expect(name(house, "2020-09-02 08:00") == "Tên hai")
    #expect(name(house, "2020-10-01 07:59") == "Tên hai")
    #expect(name(house, "2020-10-01 08:00") == "Tên ba")
    // Before it was entered it was what it was entered as.
    #expect(name(house, "2019-01-01 08:00") == name(house, "2020-08-06 09:16"))
    #expect(house.store.directory.versions(of: House.department).count == 3)
    let catalogue = house.store.catalogue
    #expect(catalogue.changes(at: House.at("2020-10-02 08:00")).isEmpty)
    #expect(
      catalogue.changes(at: House.at("2020-09-01 08:00"))
        == [PastRevision(code: House.open, revision: 1, isLater: false)]
    )
    // A catalogue that moved in stands before that day as at its end.
    #expect(catalogue.changes(at: House.at("2019-01-01 08:00")).map(\.isLater) == [false])
  }

  @Test("Both are known in RAM, and outlive a restart")
  func restart() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let first = try House(opening: configuration)
    try await first.furnish()
    try await Self.rename(first, "Tên hai", "2020-09-01 08:00")
    try await Self.rename(first, "Tên ba", "2020-10-01 08:00")
    try await Self.suspend(first, "2020-10-01 09:00")
    try Self.expectPast(first)
    first.close()
    let second = try House(opening: configuration)
    defer { second.close() }
    try Self.expectPast(second)
  }
}
