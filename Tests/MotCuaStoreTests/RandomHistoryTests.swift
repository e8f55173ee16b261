import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Random histories")
struct RandomHistoryTests {
  @Test(
    "The figures equal a recount after any history, and carry on from day to day",
    arguments: Adapter.allCases,
    [1, 2, 3, 4] as [UInt64]
  )
  func recount(_ adapter: Adapter, seed: UInt64) async throws {
    let house = try await House(adapter)
    var player = RandomPlayer(house: house, seed: seed)
    for _ in 0..<300 { try await player.step() }
    let report = try await house.store.recount()
    #expect(report.differences == [])
    #expect(report.cells > 50)
    #expect(player.refusals > 0)
    try await expectContinuity(house)
  }

  /// Received and carried are resolved or pending, and what is pending is carried the next day; what
  /// waited and what was submitted is received, ended before, or waits.
  private func expectContinuity(_ house: House) async throws {
    let first = House.at("2020-06-01 00:00").ictDate
    var carried: Int64 = 0
    var waited: Int64 = 0
    for offset in 0..<200 {
      let day = first.addingDays(offset)
      let figures = try await house.store.summary(FigureDays(from: day, to: day))
      #expect(figures.carried == carried)
      #expect(
        figures.carried + figures.counts.total(.received) + figures.counts.total(.reopened)
          == figures.counts.resolved() + figures.pending
      )
      #expect(figures.overdue >= 0 && figures.overdue <= figures.pending)
      carried = figures.pending
      let counts = figures.counts
      let answered =
        counts.total(.received) + counts.total(.refused) + counts.total(.withdrawnBefore)
      let waiting = figures.waiting + figures.waitingForApplicant
      #expect(waited + counts.total(.submitted) == answered + waiting)
      waited = waiting
    }
    let everything = try await house.store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: .max,
      limit: 10_000
    )
    let end = first.addingDays(199)
    let late = everything.filter {
      $0.finishedAt == nil && $0.isLate(at: Instant(ict: end.addingDays(1), minute: 0))
    }
    let figures = try await house.store.summary(FigureDays(from: first, to: end))
    #expect(figures.overdue == Int64(late.count))
    #expect(figures.waiting == Int64(everything.filter { $0.state == .submitted }.count))
    let asked = everything.filter {
      $0.receivedAt == nil && [.supplementRequested, .paymentRequested].contains($0.state)
    }
    #expect(figures.waitingForApplicant == Int64(asked.count))
  }

  @Test(
    "What is listed as overdue is what is shown as overdue and has not ended",
    arguments: Adapter.allCases
  )
  func overdueLists(_ adapter: Adapter) async throws {
    var lateWhenStopped = 0
    for seed in 1...4 as ClosedRange<UInt64> {
      let house = try await House(adapter)
      var player = RandomPlayer(house: house, seed: seed, asksForPayments: true)
      for _ in 0..<300 { try await player.step() }
      let everything = try await house.store.dossiers(
        DossierQuery(),
        in: .all,
        after: nil,
        limit: 10_000,
        on: .pool
      ).items
      for days in [0, 3, 60] as [Int64] {
        let now = player.now + days * 24 * Instant.hour
        let late = everything.filter { $0.finishedAt == nil && $0.isLate(at: now) }
        lateWhenStopped += late.filter { $0.clockStoppedAt != nil }.count
        for scope in [RowScope.all, .agencies([House.department, House.commune])] {
          let query = DossierQuery(overdueAt: now)
          let listed = try await house.store.dossiers(
            query,
            in: scope,
            after: nil,
            limit: 10_000,
            on: .pool
          ).items
          #expect(listed.map(\.code) == late.map(\.code))
          let count = try await house.store.dossierCount(query, in: scope)
          #expect(count == Int64(late.count))
          let ordered = try await house.store.dossiers(
            DossierQuery(overdueAt: now, order: .due),
            in: scope,
            after: nil,
            limit: 10_000,
            on: .pool
          ).items
          #expect(Set(ordered.map(\.code)) == Set(late.map(\.code)))
        }
      }
    }
    #expect(lateWhenStopped > 0)
  }
}
