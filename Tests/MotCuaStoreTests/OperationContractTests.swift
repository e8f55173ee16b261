import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store does exactly once")
struct OperationContractTests {
  private let id = RequestID(high: 1, low: 2)

  @Test("A repeat gets the stored bytes and changes nothing", arguments: Adapter.allCases)
  func replay(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let envelope = Self.envelope(id)
    let command = SubmitDossier(filing: house.filing(), actor: House.portal)
    let first = try await house.store.perform(command, as: envelope) {
      Array($0.code.text.utf8)
    }
    let again = try await house.store.perform(command, as: envelope) { _ in [0] }
    guard case .replayed(let bytes) = again else {
      Issue.record("the repeat was not recognised")
      return
    }
    #expect(bytes == first.outcome.map { Array($0.code.text.utf8) })
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 1)
    let kept = try await house.store.answer(
      principalID: 1,
      method: "Submit",
      requestID: id,
      on: .loop(0)
    )
    #expect(kept == bytes)
  }

  @Test("The same id for another body is refused", arguments: Adapter.allCases)
  func reuse(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let command = SubmitDossier(filing: house.filing(), actor: House.portal)
    _ = try await house.store.perform(command, as: Self.envelope(id)) { _ in [1] }
    var other = Self.envelope(id)
    other.bodyHash = [9]
    await #expect(throws: StoreError.requestIDReused) {
      _ = try await house.store.perform(command, as: other) { _ in [1] }
    }
    // Another caller or method has keys of its own.
    var neighbour = Self.envelope(id)
    neighbour.principalID = 2
    neighbour.bodyHash = [9]
    let applied = try await house.store.perform(command, as: neighbour) { _ in [1] }
    #expect(applied.outcome?.code.sequence == 2)
  }

  @Test("A refusal keeps nothing, so that a repeat is judged anew", arguments: Adapter.allCases)
  func refusalIsNotKept(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let bad = SubmitDossier(filing: house.filing(House.closed), actor: House.portal)
    await #expect(throws: StoreError.self) {
      _ = try await house.store.perform(bad, as: Self.envelope(id)) { _ in [1] }
    }
    let good = SubmitDossier(filing: house.filing(), actor: House.portal)
    var envelope = Self.envelope(id)
    envelope.bodyHash = [7]
    let applied = try await house.store.perform(good, as: envelope) { _ in [1] }
    #expect(applied.outcome?.code.sequence == 1)
  }

  @Test(
    "Validation alone answers like the real call and keeps nothing",
    arguments: Adapter.allCases
  )
  func validateOnly(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    var envelope = Self.envelope(id)
    envelope.isValidateOnly = true
    let command = SubmitDossier(filing: house.filing(), actor: House.portal)
    let tried = try await house.store.perform(command, as: envelope) { _ in [1] }
    #expect(tried.outcome?.code.sequence == 1)
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 0)
    #expect(try await house.store.recount().cells == 0)
    let real = try await house.store.perform(command, as: Self.envelope(id)) { _ in [1] }
    #expect(real.outcome?.code.sequence == 1)
    await #expect(throws: StoreError.self) {
      let bad = SubmitDossier(filing: house.filing(House.closed), actor: House.portal)
      try await house.perform(bad, validateOnly: true)
    }
    // What lives in RAM is undone as well.
    let agency = AgencyRecord(code: House.code("H10.55"), name: "X", level: .province)
    try await house.perform(CreateAgency(agency: agency), validateOnly: true)
    #expect(house.store.directory.agency(House.code("H10.55")) == nil)
  }

  @Test("Many callers at once get each its own code, without a gap", arguments: Adapter.allCases)
  func concurrency(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
      for index in 0..<200 {
        // Every fourth is refused, in the same groups as the others.
        let procedure = index.isMultiple(of: 4) ? House.closed : House.open
        group.addTask {
          do {
            return try await house.submit(house.filing(procedure)).code.sequence
          } catch StoreError.refused(.procedureNotPublished) {
            return nil
          }
        }
      }
      return try await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    #expect(numbers.compactMap { $0 }.sorted() == Array(1...150))
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 150)
    #expect(try await house.store.recount().differences.isEmpty)
  }

  @Test("The last position is that of the outbox, refusals or not", arguments: Adapter.allCases)
  func lastSequence(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    #expect(house.store.lastSequence == 0)
    for count in 1...3 as ClosedRange<Int64> {
      _ = try await house.submit(house.filing())
      #expect(house.store.lastSequence == count)
      await #expect(throws: StoreError.self) {
        _ = try await house.submit(house.filing(House.closed))
      }
      #expect(house.store.lastSequence == count)
    }
    #expect(try await house.store.figures().lastSequence == 3)
  }

  @Test("The same request many times at once takes effect once", arguments: Adapter.allCases)
  func duplicatesInFlight(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let command = SubmitDossier(filing: house.filing(), actor: House.portal)
    let envelope = Self.envelope(id)
    let applied = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let outcome = try await house.store.perform(command, as: envelope) { _ in [1] }
          return outcome.outcome != nil
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(applied == 1)
    #expect(try await house.store.dossierCount(DossierQuery(), in: .all) == 1)
  }

  private static func envelope(_ id: RequestID) -> MutationEnvelope {
    MutationEnvelope(
      principalID: 1,
      method: "Submit",
      requestID: id,
      bodyHash: [1, 2, 3],
      now: House.at("2020-08-06 09:15")
    )
  }
}
