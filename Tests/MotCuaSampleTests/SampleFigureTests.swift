import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import Testing

/// Counts from the stored records by code of its own, which knows neither the plan of the sample
/// nor the rollups, and compares with the article and with the service.
@Suite("The sample province has the article's figures")
struct SampleFigureTests {
  static let before = SamplePeriodDays(fromMonth: 1, day: 1, toMonth: 5, day: 21)
  static let after = SamplePeriodDays(fromMonth: 5, day: 22, toMonth: 8, day: 6)

  @Test("Dossiers of level 3 and 4 come online in 225 of 2,500, then in 1,740 of 2,000 cases")
  func onlineShare() async throws {
    let house = try await SampleHouse.loaded()
    let dossiers = try await house.dossiers()
    #expect(Recounter(dossiers, Self.before).level34Online == [225, 2500])
    #expect(Recounter(dossiers, Self.after).level34Online == [1740, 2000])
  }

  @Test("Of 1,916 procedures 988 are at level 3, 615 at level 4 and 11 integrated")
  func procedures() async throws {
    let house = try await SampleHouse.loaded()
    let catalogue = house.store.catalogue
    let offerings = Dictionary(grouping: catalogue.offerings, by: \.procedure)
    var levels = [0, 0, 0, 0, 0]
    var integrated = 0
    for procedure in catalogue.procedures where procedure.content.state == .published {
      let own = offerings[procedure.code] ?? []
      #expect(!own.isEmpty)
      var highest = 0
      for case .legacy(let level) in own.flatMap(\.levels).map(\.level) {
        highest = max(highest, level.rawValue)
      }
      levels[highest] += 1
      if procedure.content.integratedSince != nil { integrated += 1 }
    }
    #expect(levels.reduce(0, +) == 1916)
    #expect(levels[3] == 988)
    #expect(levels[4] == 615)
    #expect(integrated == 11)
  }

  @Test("The service gives the same counts, with the rates' denominators by name")
  func summary() async throws {
    let house = try await SampleHouse.loaded()
    let dossiers = try await house.dossiers()
    let response = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.after.message, compareWith: Self.before.message),
      options: house.options
    )
    let current = try #require(response.current)
    let previous = try #require(response.previous)
    #expect(current.dossiers == Recounter(dossiers, Self.after).counts(at: SampleHouse.now))
    #expect(previous.dossiers == Recounter(dossiers, Self.before).counts(at: SampleHouse.now))
    let online = try #require(current.dossierRates?.onlineOfLevel34)
    #expect(online == Rate(numerator: 1740, denominator: 2000, denominatorName: "received_level34"))
    let earlier = try #require(previous.dossierRates?.onlineOfLevel34)
    #expect(earlier.numerator == 225)
    #expect(earlier.denominator == 2500)
    let procedures = try #require(current.procedures)
    #expect(
      procedures
        == ProcedureCounts(
          procedures: 1916,
          proceduresLevel3: 988,
          proceduresLevel4: 615,
          proceduresLevel34: 1603,
          proceduresIntegrated: 11,
          proceduresIntegratedLevel34: 11
        )
    )
    #expect(
      current.procedureRates?.level34
        == Rate(numerator: 1603, denominator: 1916, denominatorName: "procedures")
    )
    #expect(current.knownAt == previous.knownAt)
  }

  @Test("The levels add up to the whole, and online dossiers grow at each of them")
  func levels() async throws {
    let house = try await SampleHouse.loaded()
    let response = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.after.message, compareWith: Self.before.message),
      options: house.options
    )
    let now = try #require(response.current)
    let then = try #require(response.previous)
    #expect(now.levels.map(\.level) == [.province, .district, .commune])
    #expect(now.levels.compactMap(\.dossiers?.received).reduce(0, +) == now.dossiers?.received)
    for (new, old) in zip(now.levels, then.levels) {
      let online = try #require(new.dossiers?.receivedOnline)
      #expect(online > old.dossiers?.receivedOnline ?? .max)
    }
  }

  @Test("Paying online and the post are rarer in districts and communes than in the province")
  func paymentAndPost() async throws {
    let house = try await SampleHouse.loaded()
    let response = try await house.statistics.getSummary(
      GetSummaryRequest(period: Self.after.message),
      options: house.options
    )
    let levels = try #require(response.current?.levels)
    let rates = levels.compactMap(\.dossierRates)
    #expect(rates.count == 3)
    for measure in [\DossierRates.paidOnline, \.receivedByPost, \.returnedByPost] {
      let shares = rates.compactMap { $0[keyPath: measure] }
        .map { Double($0.numerator) / Double(max($0.denominator, 1)) }
      #expect(shares[0] > 2 * shares[1])
      #expect(shares[0] > 2 * shares[2])
    }
  }

  @Test("The six departments of the article lead the province's online ranking")
  func ranking() async throws {
    let house = try await SampleHouse.loaded()
    let response = try await house.statistics.rankAgencies(
      RankAgenciesRequest(
        period: Self.after.message,
        measure: .onlineOfLevel34,
        level: .province
      ),
      options: house.options
    )
    let names = response.ranks.prefix(6).map { rank in
      house.store.directory.agencies.first { $0.code.text == rank.agencyCode }?.shortName
    }
    #expect(Set(names) == ["KH&ĐT", "CT", "NV", "TT&TT", "VHTT&DL", "XD"])
    let dossiers = try await house.dossiers()
    for rank in response.ranks {
      let own = dossiers.filter { $0.agency.text == rank.agencyCode }
      let counted = Recounter(own, Self.after).level34Online
      #expect([rank.rate?.numerator, rank.rate?.denominator] == counted.map { Int64($0) })
    }
  }

  @Test("The days add up to the period")
  func daily() async throws {
    let house = try await SampleHouse.loaded()
    let dossiers = try await house.dossiers()
    let response = try await house.statistics.queryDaily(
      QueryDailyRequest(period: Self.after.message),
      options: house.options
    )
    #expect(response.days.count == 77)
    let received = response.days.compactMap(\.dossiers?.received).reduce(0, +)
    #expect(received == Recounter(dossiers, Self.after).counts(at: SampleHouse.now).received)
    let differing = try response.days.filter { day in
      let date = try #require(day.date)
      let span = SamplePeriodDays(
        fromMonth: Int(date.month),
        day: Int(date.day),
        toMonth: Int(date.month),
        day: Int(date.day)
      )
      return day.dossiers != Recounter(dossiers, span).counts(at: SampleHouse.now)
    }
    #expect(differing == [])
  }
}
