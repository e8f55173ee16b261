import MotCuaDomain
import SQLiteEngine
import Testing

@testable import MotCuaStore

@Suite("The writer's groups")
struct GroupWriterTests {
  /// Holds the writer until it is let go, so that what follows forms one group.
  private struct Hold: StoreCommand {
    let gate: Gate

    func run(in transaction: some WriteTransaction) throws(StoreError) -> Int {
      gate.wait()
      return 0
    }
  }

  /// Breaks the group's transaction from inside, as SQLite does on some errors.
  private struct Break: StoreCommand {
    func run(in transaction: some WriteTransaction) throws(StoreError) -> Int {
      // What matters is that the transaction is gone.
      try? (transaction as? SQLiteWriteTransaction)?.abandonGroup()
      return 0
    }
  }

  /// Enters an agency, and is refused afterwards or not.
  private struct Enter: StoreCommand {
    let agency: AgencyRecord
    let isRefused: Bool
    let runs: Counter

    func run(in transaction: some WriteTransaction) throws(StoreError) -> Int {
      runs.add()
      _ = try CreateAgency(agency: agency).run(in: transaction)
      if isRefused { throw .refused(.procedureNotPublished) }
      return 0
    }
  }

  /// Keeps so many empty answers, as that many requests would.
  private struct Keep: StoreCommand {
    let count: UInt64

    func run(in transaction: some WriteTransaction) throws(StoreError) -> Int {
      guard let sqlite = transaction as? SQLiteWriteTransaction else { return 0 }
      for number in 1...count {
        try storing { () throws(SQLiteError) in
          try sqlite.store([1], of: RequestID(high: 9, low: number))
        }
      }
      return 0
    }
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Starts `Hold`, then the changes, lets go, and gives what became of each.
  private func group(
    _ house: House,
    _ changes: [@Sendable () async throws -> Void]
  ) async -> [StoreError?] {
    let gate = Gate()
    let held = Task { try await house.perform(Hold(gate: gate)) }
    await gate.entered()
    return await withTaskGroup(of: (Int, StoreError?).self) { group in
      for (index, change) in changes.enumerated() {
        group.addTask {
          do {
            try await change()
            return (index, nil)
          } catch {
            return (index, error as? StoreError)
          }
        }
      }
      let sqlite = house.store as? SQLiteStore
      while (sqlite?.groupWriter.counts.waiting ?? changes.count) < changes.count {
        await Task.yield()
      }
      gate.open()
      _ = try? await held.value
      var results = [StoreError?](repeating: nil, count: changes.count)
      for await (index, error) in group { results[index] = error }
      return results
    }
  }

  @Test("A group commits once, and a refusal in it rolls back alone")
  func isolation() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let before = try await house.store.figures().commits
    let results = await group(
      house,
      (0..<30).map { index in
        {
          let procedure = index.isMultiple(of: 3) ? House.closed : House.open
          try await house.submit(house.filing(procedure))
        }
      }
    )
    for (index, error) in results.enumerated() {
      #expect(error == (index.isMultiple(of: 3) ? .refused(.procedureNotPublished) : nil))
    }
    // One commit for the command that held the writer, one for all that waited.
    #expect(try await house.store.figures().commits == before + 2)
    let all = try await house.store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: .max,
      limit: 100
    )
    #expect(all.map(\.code.sequence) == Array(1...20))
    #expect(try await house.store.recount().differences.isEmpty)
    house.close()
  }

  @Test("A refusal after writing begins the group anew, and rolls back alone too")
  func refusalAfterWriting() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let before = try await house.store.figures()
    let runs = Counter()
    let refused: Set = [2, 5, 8]
    let results = await group(
      house,
      (0..<9).map { index in
        {
          let agency = AgencyRecord(
            code: House.code("H10.7\(index)"),
            name: "X",
            level: .province
          )
          let command = Enter(agency: agency, isRefused: refused.contains(index), runs: runs)
          _ = try await house.perform(command)
        }
      }
    )
    for (index, error) in results.enumerated() {
      #expect(error == (refused.contains(index) ? .refused(.procedureNotPublished) : nil))
      let known = house.store.directory.agency(House.code("H10.7\(index)"))
      #expect((known == nil) == refused.contains(index))
    }
    // Once up to the first that was refused, in whatever order they came, then all of them.
    #expect((10...16).contains(runs.value))
    let after = try await house.store.figures()
    #expect(after.commits == before.commits + 2)
    #expect(after.commands == before.commands + 10)
    let agencies = house.store.directory
    house.close()
    let opened = try House(opening: StoreConfiguration(folder: folder.path))
    #expect(opened.store.directory.agencies.count == agencies.agencies.count)
    #expect(try await opened.store.recount().differences.isEmpty)
    opened.close()
  }

  @Test("A dry run leaves nothing and begins nothing anew")
  func dryRunInGroup() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let runs = Counter()
    let results = await group(
      house,
      (0..<6).map { index in
        {
          let agency = AgencyRecord(
            code: House.code("H10.7\(index)"),
            name: "X",
            level: .province
          )
          let command = Enter(agency: agency, isRefused: false, runs: runs)
          let isDry = index.isMultiple(of: 2)
          _ = try await house.perform(command, validateOnly: isDry)
        }
      }
    )
    #expect(results.allSatisfy { $0 == nil })
    #expect(runs.value == 6)
    for index in 0..<6 {
      let known = house.store.directory.agency(House.code("H10.7\(index)"))
      #expect((known == nil) == index.isMultiple(of: 2))
    }
    house.close()
  }

  @Test("When the transaction is lost the whole group fails and nothing of it is kept")
  func lostTransaction() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let agency = AgencyRecord(code: House.code("H10.55"), name: "X", level: .province)
    let results = await group(
      house,
      [
        { try await house.submit() },
        { try await house.perform(CreateAgency(agency: agency)) },
        { _ = try await house.perform(Break()) },
        { try await house.submit() },
      ]
    )
    // What ran before the loss, the loss itself, and whoever came after in the same group.
    for error in results {
      guard case .storage = error else {
        Issue.record("a command of a lost group was acknowledged: \(String(describing: error))")
        continue
      }
    }
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 0)
    #expect(house.store.directory.agency(House.code("H10.55")) == nil)
    #expect(try await house.submit().code.sequence == 1)
    #expect(try await house.store.recount().differences.isEmpty)
    house.close()
  }

  @Test("Too many waiting changes are refused with a hint, one below the limit is taken")
  func overload() async throws {
    let house = try House(
      opening: StoreConfiguration(folder: folder.path, waitingCommandsMax: 4)
    )
    try await house.furnish()
    let gate = Gate()
    let held = Task { try await house.perform(Hold(gate: gate)) }
    await gate.entered()
    let refused = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 {
        group.addTask {
          do throws(StoreError) {
            try await house.submit()
          } catch {
            #expect(error == .overloaded(retryAfterMilliseconds: 200))
            refused.add()
          }
        }
      }
      while refused.value < 6 { await Task.yield() }
      gate.open()
    }
    _ = try await held.value
    #expect(refused.value == 6)
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 4)
    house.close()
  }

  @Test("A read of a lane from another thread goes to the pool and is right")
  func offLane() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let dossier = try await house.submit()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let read = try? await house.store.dossier(dossier.code, in: .all, on: .loop(0))
          #expect(read == dossier)
        }
      }
    }
    house.close()
  }

  @Test("Outcomes older than the retention are forgotten")
  func retention() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    let id = RequestID(high: 7, low: 7)
    try await house.perform(
      SubmitDossier(filing: house.filing(), actor: House.portal),
      requestID: id
    )
    func kept() async throws -> Bool {
      let method = "test.SubmitDossier"
      return try await house.store.answer(
        principalID: 1,
        method: method,
        requestID: id,
        on: .pool
      ) != nil
    }
    try await house.submit(at: House.at("2020-09-04 09:15"))
    #expect(try await kept())
    try await house.submit(at: House.at("2020-09-06 09:15"))
    // The writer forgets between two groups, so the second one comes after it.
    try await house.submit(at: House.at("2020-09-06 09:15"))
    #expect(try await !kept())
    house.close()
  }

  @Test("However many outcomes are old, a few groups later all are forgotten")
  func retentionOfMany() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    func kept() async throws -> Int {
      var count = 0
      for number in 1...1200 as ClosedRange<UInt64> {
        let answer = try await house.store.answer(
          principalID: 1,
          method: "test.Keep",
          requestID: RequestID(high: 9, low: number),
          on: .pool
        )
        if answer != nil { count += 1 }
      }
      return count
    }
    try await house.perform(Keep(count: 1200))
    #expect(try await kept() == 1200)
    // One to begin each deletion, and one more to know that the last has ended.
    for _ in 1...4 { try await house.submit(at: House.at("2020-09-06 09:15")) }
    #expect(try await kept() == 0)
    house.close()
  }
}
