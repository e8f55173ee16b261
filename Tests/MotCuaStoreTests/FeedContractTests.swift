import MotCuaDomain
import MotCuaStore
import Synchronization
import Testing

@Suite("What every store tells of its commits")
struct FeedContractTests {
  /// Keeps what a store tells.
  private final class Ear: Sendable {
    private let heard = Mutex<[[FeedEvent]]>([])
    var commits: [[FeedEvent]] { heard.withLock { $0 } }
    func hear(_ steps: [FeedEvent]) { heard.withLock { $0.append(steps) } }
  }

  /// A writer's turn behind everything so far, so that all of it has been told.
  private func settle(_ house: House) async throws {
    // The steps of a group are told after its answers, and before the next group runs.
    for _ in 0..<2 {
      _ = try await house.store.outcome(
        principalID: 1,
        method: "test",
        requestID: RequestID(high: 0, low: 0)
      )
    }
  }

  @Test("Each step is told once, in order, and reads the same later", arguments: Adapter.allCases)
  func order(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let ear = Ear()
    house.store.onCommit { ear.hear($0) }
    let dossier = try await house.started()
    try await house.perform(
      ForwardDossier(target: house.target(dossier), agency: House.commune)
    )
    try await house.submit(house.filing(agency: House.commune, identity: "070090000003"))
    try await settle(house)
    let told = ear.commits.flatMap { $0 }
    #expect(told.map(\.event.sequence) == [1, 2, 3, 4, 5])
    #expect(told.map(\.event.number) == [1, 2, 3, 4, 1])
    let forward = try #require(told.first { $0.event.action == .forward })
    #expect(forward.agency == House.department)
    #expect(forward.previousHolder == House.department)
    #expect(forward.event.agency == House.commune)
    #expect(told.last?.owner == "070090000003")
    for limit in [1, 2, 100] {
      var read: [FeedEvent] = []
      while true {
        let next = try await house.store.feedEvents(
          afterSequence: read.last?.event.sequence ?? 0,
          limit: limit,
          on: .pool
        )
        guard !next.isEmpty else { break }
        read += next
      }
      #expect(read == told)
    }
  }

  @Test(
    "After transfers and reorganisations each step reads as it was told when it happened",
    arguments: Adapter.allCases,
    1...6 as ClosedRange<UInt64>
  )
  func histories(_ adapter: Adapter, seed: UInt64) async throws {
    let house = try await House(adapter)
    let ear = Ear()
    house.store.onCommit { ear.hear($0) }
    // Received at the desk of a third agency, and handed on.
    let morning = House.at("2020-06-01 07:00")
    let handed = try await house.submit(at: morning)
    try await house.perform(AcceptDossier(target: house.target(handed)), at: morning)
    try await house.perform(
      ForwardDossier(target: house.target(handed), agency: House.commune),
      at: morning
    )
    var player = RandomPlayer(house: house, seed: seed, lateOneOf: 4, reorganisesOneOf: 8)
    for _ in 0..<60 { try await player.step() }
    let desk = House.code("H10.90")
    let plan = ReorganizationPlan(
      date: player.now.ictDate.addingDays(2),
      decision: "90/NQ",
      created: [AgencyRecord(code: desk, name: "Trung tâm mới", level: .province)],
      links: [ReorganizationPlan.Link(old: House.centre, new: desk, kind: .renamed)]
    )
    let later = player.now + 2 * Instant.day
    try await house.perform(ReorganizeAgencies(plan: plan, principalID: 1), at: later)
    try await settle(house)
    let told = ear.commits.flatMap { $0 }
    #expect(player.reorganisations > 0)
    #expect(told.contains { $0.desk == House.centre })
    #expect(told.contains { $0.desk == desk })
    #expect(told.contains { $0.event.agencyAfter != nil })
    #expect(told.contains { $0.previousHolder != $0.event.agency })
    let resumed = try await house.store.feedEvents(afterSequence: 0, limit: .max, on: .pool)
    #expect(resumed == told)
    let middle = Int64(told.count / 2)
    let rest = try await house.store.feedEvents(afterSequence: middle, limit: 10_000, on: .pool)
    #expect(rest == Array(told.dropFirst(told.count / 2)))
  }

  @Test("What is refused or tried only is told to nobody", arguments: Adapter.allCases)
  func refused(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let ear = Ear()
    house.store.onCommit { ear.hear($0) }
    let dossier = try await house.submit()
    try await house.perform(AcceptDossier(target: house.target(dossier)), validateOnly: true)
    await #expect(throws: StoreError.self) {
      try await house.perform(StartDossier(target: house.target(dossier)))
    }
    let id = RequestID(high: 1, low: 1)
    try await house.perform(AcceptDossier(target: house.target(dossier)), requestID: id)
    _ = try? await house.perform(AcceptDossier(target: house.target(dossier)), requestID: id)
    try await settle(house)
    #expect(ear.commits.flatMap { $0 }.map(\.event.action) == [.submit, .accept])
    house.store.onCommit(nil)
    try await house.submit()
    try await settle(house)
    #expect(ear.commits.count == 2)
  }
}
