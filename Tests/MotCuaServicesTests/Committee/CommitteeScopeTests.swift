import MotCuaAPI
import MotCuaDomain
import RPCCore
import Testing

@Suite("What a supervisor of some agencies sees and sets")
struct CommitteeScopeTests {
  private static let city = "000.00.30.H10"

  private static func snapshot(_ code: String) throws -> CreateSnapshotRequest {
    let august = Period(
      from: Date(year: 2020, month: 8, day: 1),
      to: Date(year: 2020, month: 8, day: 6)
    )
    return CreateSnapshotRequest(
      code: code,
      purpose: "Họp",
      meetingDate: august.to,
      query: .summary,
      request: try ServerCoding.encode(GetSummaryRequest(period: august))
    )
  }

  @Test("Another's snapshot is not there, and the province's targets are not his to set")
  func scope() async throws {
    let house = try await ServiceHouse()
    try await house.furnishAgencies()
    let whole = StatisticsServiceClient(
      house.transport(as: try await house.caller(.supervisor))
    )
    let some = StatisticsServiceClient(
      house.transport(as: try await house.caller(.supervisor, agencies: [Self.city]))
    )
    _ = try await whole.createSnapshot(Self.snapshot("WHOLE"))
    _ = try await some.createSnapshot(Self.snapshot("SOME"))
    await expectRefusal(.notFound) {
      _ = try await some.getSnapshot(GetSnapshotRequest(code: "WHOLE"))
    }
    let own = try await some.listSnapshots(ListSnapshotsRequest())
    #expect(own.snapshots.map(\.code) == ["SOME"])
    let all = try await whole.listSnapshots(ListSnapshotsRequest())
    #expect(all.snapshots.map(\.code) == ["SOME", "WHOLE"])
    await expectRefusal(.outOfScope) {
      _ = try await some.setTarget(SetTargetRequest(target: TargetTests.target()))
    }
    var target = TargetTests.target()
    target.agencyCode = Self.city
    #expect(try await some.setTarget(SetTargetRequest(target: target)).etag == "1")
    // A code of the province's stays the province's.
    var whole34 = TargetTests.target("BP-2020-WHOLE")
    _ = try await whole.setTarget(SetTargetRequest(target: whole34))
    whole34.agencyCode = Self.city
    await expectRefusal(.alreadyExists) {
      _ = try await some.setTarget(SetTargetRequest(target: whole34))
    }
    let listed = try await whole.listTargets(ListTargetsRequest()).targets
    #expect(listed.first { $0.code == "BP-2020-WHOLE" }?.agencyCode == "")
  }
}
