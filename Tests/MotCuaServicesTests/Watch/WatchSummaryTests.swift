import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import Testing

@Suite("The figures on a screen")
struct WatchSummaryTests {
  typealias Ground = DossierHouse.Ground

  @Test(
    "They come at once, and again when something in the scope has changed",
    arguments: Ground.allCases
  )
  func changes(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let stream = try await house.statistics.watchSummary(
        WatchSummaryRequest(),
        options: house.base.by(.districtDesk)
      )
      defer { stream.cancel() }
      var messages = stream.makeAsyncIterator()
      let first = try #require(try await messages.next()?.current)
      #expect(first.dossiers?.submitted == 0)
      #expect(first.period?.from == first.period?.to)
      // Another's changes are not told of.
      for _ in 0..<3 { try await house.submitted() }
      try await house.submitted(at: DossierProvince.district)
      let second = try #require(try await messages.next())
      #expect(second.current?.dossiers?.submitted == 1)
      #expect(second.knownAt == 4)
      // Silence: the same figures are not sent again.
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let beat = try #require(try await messages.next())
      #expect(beat.current == nil && beat.knownAt == 4 && beat.asOf != nil)
    }
  }

  @Test("The day of a screen is the present one", arguments: Ground.allCases)
  func midnight(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      try await house.submitted()
      let stream = try await house.statistics.watchSummary(
        WatchSummaryRequest(),
        options: house.base.by(.supervisor)
      )
      defer { stream.cancel() }
      var messages = stream.makeAsyncIterator()
      #expect(try await messages.next()?.current?.dossiers?.submitted == 1)
      house.base.set(8, 7, 0, 1)
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let next = try #require(try await messages.next()?.current)
      #expect(next.dossiers?.submitted == 0)
      #expect(next.period?.from?.day == 7)
    }
  }

  @Test("A drain ends them, and a wrong period is refused")
  func ends() async throws {
    try await WatchHouse.with(.memory) { house in
      let options = house.base.by(.supervisor)
      let stream = try await house.statistics.watchSummary(WatchSummaryRequest(), options: options)
      var messages = stream.makeAsyncIterator()
      _ = try await messages.next()
      house.hub.beginDrain()
      let ended = try await refusal { while try await messages.next() != nil {} }
      #expect(ended == Refusal(.unavailable, .shuttingDown))
      let period = Period(
        from: MotCuaAPI.Date(year: 2020, month: 2, day: 1),
        to: MotCuaAPI.Date(year: 2020, month: 1, day: 1)
      )
      let wrong = try await refusal {
        for try await _ in try await house.statistics.watchSummary(
          WatchSummaryRequest(period: period),
          options: options
        ) {}
      }
      #expect(wrong?.reason == .invalidFields)
    }
  }
}
