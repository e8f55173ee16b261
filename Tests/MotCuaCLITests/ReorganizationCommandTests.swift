import MotCuaAPI
import MotCuaCLI
import RPCCore
import Synchronization
import Testing

@Suite("Reorganising through the tool")
struct ReorganizationCommandTests {
  private static let table = "old_code\tkind\tnew_code\n000.00.02.H10\tmerged\t000.00.03.H10\n"

  private func server(
    sees: @escaping @Sendable (ReorganizeAgenciesRequest) -> Void = { _ in }
  ) throws -> ScriptedServer {
    try ScriptedServer([
      .answer(
        AgencyServiceMethods.reorganizeAgencies,
        ReorganizeAgenciesRequest.self
      ) { request in
        sees(request)
        let counts = AgencyMoveCounts(dossiers: 12, pending: 7, waiting: 2, offerings: 3)
        return ReorganizeAgenciesResponse(
          moves: [
            AgencyMove(
              oldCode: "000.00.02.H10",
              oldName: "Sở Xây dựng",
              kind: .merged,
              counts: counts,
              destinations: [
                DossierDestination(newCode: "000.00.03.H10", newName: "Sở", dossiers: 12)
              ]
            )
          ],
          totals: counts
        )
      }
    ])
  }

  @Test("What moves is told, and a dry run says that it is one")
  func dryRun() async throws {
    let seen = Mutex<ReorganizeAgenciesRequest?>(nil)
    let run = try await ToolRun(
      [
        "agency", "reorganize", "f.tsv", "--decision", "7/NQ", "--date", "2025-07-01", "--dry-run",
      ],
      server: try server { request in seen.withLock { $0 = request } },
      files: ["f.tsv": Self.table]
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("000.00.03.H10: 12"))
    #expect(
      run.errors.contains(
        "1 cơ quan chấm dứt, 0 cơ quan mới; 12 hồ sơ bàn giao (7 đang giải quyết, "
          + "2 chờ tiếp nhận), 3 thủ tục, 0 cán bộ."
      )
    )
    #expect(run.errors.contains("Chạy thử: không lưu gì."))
    let request = try #require(seen.withLock { $0 })
    #expect(request.validateOnly)
    #expect(request.decision == "7/NQ")
    #expect(request.date == MotCuaAPI.Date(year: 2025, month: 7, day: 1))
    #expect(request.successions.map(\.newCode) == ["000.00.03.H10"])
  }

  @Test("A table with a bad row, or of another kind, sends nothing")
  func badTables() async throws {
    for table in ["old_code\tkind\nA\tgone\n", "code\tname\n", "old_commune\told_district\n"] {
      let run = try await ToolRun(
        ["agency", "reorganize", "f.tsv", "--decision", "7/NQ", "--date", "2025-07-01"],
        server: try ScriptedServer([]),
        files: ["f.tsv": table]
      )
      #expect(run.status == 2, "\(run.errors)")
    }
  }
}
