import MotCuaDomain
import SQLiteEngine
import Testing

@testable import MotCuaStore

@Suite("The chain of the audit", .serialized)
struct AuditChainTests {
  /// Some steps, refusals and dry runs; in one store with another count each time, so that no
  /// `request_id` comes twice.
  private func live(_ house: House, _ count: Int = 3) async throws {
    for index in 0..<count {
      let dossier = try await house.started()
      _ = try? await house.submit(house.filing(House.closed))
      _ = try await house.perform(
        SubmitDossier(filing: house.filing(), actor: House.portal),
        requestID: RequestID(high: 1, low: UInt64(index)),
        validateOnly: true
      )
      _ = try await house.perform(
        WithdrawDossier(target: house.target(dossier), reason: "Thôi"),
        requestID: RequestID(high: UInt64(10 + count), low: UInt64(index)),
        body: [UInt8(index)]
      )
    }
  }

  @Test("Every change is one entry, refusals and dry runs are none, and the chain is whole")
  func whole() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let before = house.store.auditHead.id
      try await live(house)
      let head = house.store.auditHead
      #expect(head.id == before + 12)
      let page = try await house.store.auditEntries(AuditQuery(), before: nil, limit: 5)
      #expect(page.items.map(\.id) == Array((head.id - 4)...head.id).reversed())
      #expect(page.next == head.id - 4)
      #expect(page.items.first?.hash == head.hash)
      let verdict = try await house.store.verifyAudit(head)
      #expect(
        verdict
          == AuditVerdict(entries: head.id, brokenID: nil, isCheckpointMissed: false, head: head)
      )
    }
  }

  @Test("A list keeps what its filters say")
  func filters() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      try await live(house)
      func ids(_ query: AuditQuery) async throws -> Int {
        try await house.store.auditEntries(query, before: nil, limit: 500).items.count
      }
      #expect(try await ids(AuditQuery(method: "test.WithdrawDossier")) == 3)
      let subject = "\(House.department.text)-200806-0001"
      #expect(try await ids(AuditQuery(subject: subject)) == 4)
      #expect(try await ids(AuditQuery(principalID: 77)) == 0)
      let now = House.at("2020-08-06 09:15")
      #expect(try await ids(AuditQuery(before: now)) == 0)
      #expect(try await ids(AuditQuery(from: now)) == Int(house.store.auditHead.id))
    }
  }

  @Test(
    "An entry that was altered, taken out or put in is found after a restart",
    arguments: [
      ("UPDATE audit SET subject = 'x' WHERE id = 6", Int64(6)),
      ("UPDATE audit SET purpose = 'x' WHERE id = 6", 6),
      ("UPDATE audit SET at = at + 1 WHERE id = 6", 6),
      ("UPDATE audit SET principal_id = 9 WHERE id = 6", 6),
      ("UPDATE audit SET method = 'x' WHERE id = 6", 6),
      ("UPDATE audit SET request_id = x'00112233445566778899aabbccddeeff' WHERE id = 6", 6),
      ("UPDATE audit SET hash = zeroblob(32) WHERE id = 6", 6),
      ("DELETE FROM audit WHERE id = 6", 6),
      ("DELETE FROM audit WHERE id = 1", 1),
      ("UPDATE audit SET id = id + 1000000 WHERE id = 6", 6),
    ]
  )
  func tampering(_ sql: String, _ broken: Int64) async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let house = try House(opening: configuration)
    try await house.furnish()
    try await live(house)
    house.close()
    let connection = try SQLiteConnection(path: configuration.databasePath, mode: .readWrite)
    try connection.execute(sql)
    try connection.close()
    let later = try House(opening: configuration)
    #expect(try await later.store.verifyAudit(nil).brokenID == broken)
    later.close()
  }

  @Test("Entries cut off the end, or made anew, miss a checkpoint that was kept elsewhere")
  func checkpoint() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let house = try House(opening: configuration)
    try await house.furnish()
    try await live(house)
    let kept = house.store.auditHead
    try await live(house, 1)
    #expect(try await house.store.verifyAudit(kept).isCheckpointMissed == false)
    house.close()
    let connection = try SQLiteConnection(path: configuration.databasePath, mode: .readWrite)
    try connection.execute("DELETE FROM audit WHERE id >= \(kept.id)")
    try connection.close()
    let later = try House(opening: configuration)
    #expect(later.store.auditHead.id == kept.id - 1)
    let cut = try await later.store.verifyAudit(kept)
    #expect(cut.brokenID == nil)
    #expect(cut.isCheckpointMissed)
    // Other entries in their place do not reach the same hash.
    try await live(later, 2)
    let anew = try await later.store.verifyAudit(kept)
    #expect(anew.brokenID == nil)
    #expect(anew.isCheckpointMissed)
    later.close()
  }
}
