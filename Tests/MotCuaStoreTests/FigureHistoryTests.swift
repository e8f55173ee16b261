import Foundation
import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Figures on both axes of time")
struct FigureHistoryTests {
  /// How many histories there are on each adapter and part; `MOTCUA_HISTORIES` sets another number.
  private static let histories =
    ProcessInfo.processInfo.environment["MOTCUA_HISTORIES"].flatMap { UInt64($0) } ?? 20

  @Test(
    "Every number is what the list of steps gives, its dossiers are as many, and it stays",
    arguments: Adapter.allCases
  )
  func numbers(_ adapter: Adapter) async throws {
    var done: [DossierAction: Int] = [:]
    var swaps = 0
    for seed in 1...Self.histories {
      let history = try await FigureHistory(adapter, seed: seed)
      try await history.check()
      for (action, count) in history.steps { done[action, default: 0] += count }
      swaps += history.swaps
    }
    // What each history may have, some of them had.
    for action in Self.kinds {
      #expect(done[action] ?? 0 > 0, "\(action)")
    }
    #expect(swaps > 0)
  }

  private static let kinds: [DossierAction] = [
    .rework, .withdraw, .extendDueDate, .transfer, .recomputeDueDate, .stop, .resume,
    .requestPayment, .confirmPayment, .requestSupplement,
  ]
}

/// A point in a random history, and what was answered there and then.
private struct Remembered {
  let time: FigureTime
  let period: ReportPeriod
  let row: ReportRow
  let summary: StatisticsSummary
}

/// One random history with everything that is asked of it.
private struct FigureHistory {
  private static let hours = House.procedure("2.000111")
  private static let procedures = [House.open, House.textLimit, hours]

  private let house: House
  private let seed: UInt64
  private var remembered: [Remembered] = []
  private var random: SeededGenerator
  private let oracle: FigureOracle
  private let end: Instant
  /// How many calendars came late.
  let swaps: Int

  /// How many steps there are of each kind.
  var steps: [DossierAction: Int] {
    oracle.lives.flatMap(\.events).reduce(into: [:]) { $0[$1.action, default: 0] += 1 }
  }

  init(_ adapter: Adapter, seed: UInt64) async throws {
    house = try await House(adapter)
    self.seed = seed
    random = SeededGenerator(seed: seed &* 7919)
    try await Self.addHours(to: house)
    try await Self.addWallets(to: house)
    var player = RandomPlayer(
      house: house,
      seed: seed,
      lateOneOf: 4,
      procedures: Self.procedures,
      reorganisesOneOf: 12,
      swapsOneOf: 12,
      asksForPayments: true
    )
    for step in 0..<40 {
      try await player.step()
      if step % 10 == 7 { remembered.append(try await Self.ask(house, at: player.now, &random)) }
    }
    end = player.now + 3 * Instant.day
    swaps = player.swaps
    oracle = try await FigureOracle.over(house.store)
  }

  /// A procedure whose limit ends within a day.
  private static func addHours(to house: House) async throws {
    let limits = TimeLimit(5, .workingHour).map { [StatedLimit(limit: $0)] } ?? []
    try await house.perform(
      ImportProcedures(drafts: [
        ProcedureDraft(code: hours, content: House.content("Chứng thực chữ ký", limits: limits))
      ])
    )
    var offerings = [
      House.offering(hours, House.department), House.offering(hours, House.commune),
    ]
    offerings[0].levels.append(OfferingLevelRecord(level: .extent(.full)))
    offerings[1].levels.append(OfferingLevelRecord(level: .extent(.partial)))
    try await house.perform(ImportOfferings(offerings: offerings))
  }

  /// Agencies that can be paid.
  private static func addWallets(to house: House) async throws {
    for code in [House.department, House.commune] {
      var agency = try #require(house.store.directory.agency(code))
      agency.eWallet = "vi"
      try await house.perform(ImportAgencies(agencies: [agency]))
    }
  }

  private static func ask(
    _ house: House,
    at now: Instant,
    _ random: inout SeededGenerator
  ) async throws -> Remembered {
    let from = now.ictDate.addingDays(-Int.random(in: 0...20, using: &random))
    let period = try #require(ReportPeriod(from: from, to: now.ictDate))
    let time = FigureTime(asOf: now, knownAt: house.store.lastSequence)
    return try await answer(house, period, time)
  }

  private static func answer(
    _ house: House,
    _ period: ReportPeriod,
    _ time: FigureTime
  ) async throws -> Remembered {
    let rows = try await house.store.reportRows(period, .whole(), at: time, on: .pool).rows
    let table = try await house.store.figures(
      FigureQuestion(days: [period.from.addingDays(-1), period.to], groups: .whole(), time: time),
      on: .pool
    )
    return Remembered(
      time: time,
      period: period,
      row: try #require(rows.first),
      summary: table.sums(0).summary
    )
  }

  func check() async throws {
    for old in remembered {
      let now = try await Self.answer(house, old.period, old.time)
      #expect(now.row == old.row, "seed \(seed): a report of the past has changed")
      #expect(now.summary == old.summary, "seed \(seed): a summary of the past has changed")
    }
    var random = random
    for _ in 0..<3 { try await checkPoint(&random) }
    try await checkContinuity()
    #expect(try await house.store.recount().differences == [], "seed \(seed)")
  }

  private func randomPoint(_ random: inout SeededGenerator) throws -> (ReportPeriod, FigureTime) {
    let start = House.at("2020-06-01 00:00")
    let offset = Int64.random(in: 0...(end.milliseconds - start.milliseconds), using: &random)
    var asOf = start + offset
    if Bool.random(using: &random) { asOf = ReportPeriod.end(of: asOf.ictDate) }
    let from = asOf.ictDate.addingDays(-Int.random(in: 0...15, using: &random))
    var period = try #require(ReportPeriod(from: from, to: asOf.ictDate))
    if Int.random(in: 0..<4, using: &random) == 0 {
      // One that has not begun at the instant.
      let first = asOf.ictDate.addingDays(Int.random(in: 1...9, using: &random))
      period = try #require(ReportPeriod(from: first, to: first.addingDays(5)))
    }
    let last = house.store.lastSequence
    let known = Bool.random(using: &random) ? last : Int64.random(in: 0...last, using: &random)
    return (period, FigureTime(asOf: asOf, knownAt: known))
  }

  private func checkPoint(_ random: inout SeededGenerator) async throws {
    let (period, time) = try randomPoint(&random)
    let point: Comment = "seed \(seed), \(period), \(time)"
    let answer = try await Self.answer(house, period, time)
    #expect(answer.row == oracle.row(period, time), point)
    #expect(answer.summary.told == oracle.counts(period, time), point)
    expectIdentities(answer.row, point)
    try await checkGroups(period, time, answer, point)
    try await checkSummaries(period, time, answer, &random, point)
    try await checkDays(period, time, point)
    try await checkDossiers(period, time, answer, &random, point)
  }

  private func expectIdentities(_ row: ReportRow, _ point: Comment) {
    #expect(row.received == row.resolved + row.pending, point)
    #expect(row.pendingInTime >= 0 && row.pendingOverdue >= 0, point)
    #expect(row.reopened + row.transferredIn <= row.carried, point)
    #expect(row.withdrawn + row.stopped <= row.resolved, point)
    #expect(row.withdrawnLate + row.stoppedLate <= row.resolvedLate, point)
    let received = row.receivedOnline + row.receivedOtherwise
    let wide = row.wide
    #expect(wide.receivedDirect + wide.receivedByPost == row.receivedOtherwise, point)
    #expect(wide.receivedFull + wide.receivedPartial <= received, point)
    #expect(wide.receivedElsewhere <= row.receivedOtherwise, point)
    #expect(wide.feePaid <= received && wide.feePaidDirect >= 0, point)
    #expect(wide.returnedDirect >= 0, point)
    #expect(wide.overdueExtended <= row.resolvedLate + row.pendingOverdue, point)
  }

  private func checkGroups(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ whole: Remembered,
    _ point: Comment
  ) async throws {
    let agencies = house.store.directory.agencies.map(\.code)
    let procedures = Self.procedures
    let groups = FigureGroups(count: agencies.count * 3, needsProcedure: true) {
      agency,
      procedure in
      guard let place = agencies.firstIndex(of: agency),
        let procedure = procedure.flatMap({ procedures.firstIndex(of: $0) })
      else { return nil }
      return place * 3 + procedure
    }
    let rows = try await house.store.reportRows(period, groups, at: time, on: .pool).rows
    var sum = ReportRow()
    for (place, row) in rows.enumerated() {
      sum.add(row)
      let expected = oracle.row(period, time) { procedure, agency in
        agency == agencies[place / 3] && procedure == procedures[place % 3]
      }
      #expect(row == expected, point)
      expectIdentities(row, point)
    }
    #expect(sum == whole.row, point)
    let byAgency = try await house.store.reportRows(
      period,
      .agencies(agencies),
      at: time,
      on: .pool
    ).rows
    for (place, row) in byAgency.enumerated() {
      #expect(row == oracle.row(period, time) { $1 == agencies[place] }, point)
      try await checkDossiers(of: agencies[place], row, period, time, point)
    }
  }

  /// Summaries by agency and procedure, channel and level are what the steps give, add up to the whole,
  /// and each of their numbers has as many dossiers as it says.
  private func checkSummaries(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ whole: Remembered,
    _ random: inout SeededGenerator,
    _ point: Comment
  ) async throws {
    let agencies = house.store.directory.agencies.map(\.code)
    let procedures = Self.procedures
    let places = agencies.flatMap { agency in procedures.map { (agency, $0) } }
    let groups = FigureGroups(count: places.count, needsProcedure: true) { agency, procedure in
      places.firstIndex { $0.0 == agency && $0.1 == procedure }
    }
    let eve = period.from.addingDays(-1)
    let question = FigureQuestion(days: [eve, period.to], groups: groups, time: time)
    let table = try await house.store.figures(question, on: .pool)
    var sums = FigureSums()
    for (place, (agency, procedure)) in places.enumerated() {
      let expected = oracle.counts(period, time) { $0.procedure == procedure && $1 == agency }
      #expect(table.sums(place).summary.told == expected, "\(point), \(agency), \(procedure)")
      sums.add(table.sums(place))
    }
    #expect(sums.summary == whole.summary, point)
    for channel in Channel.allCases {
      let kept = sums.keeping(channel: channel, level: .all)
      let expected = oracle.counts(period, time) { dossier, _ in dossier.channel == channel }
      #expect(kept.summary.told == expected, "\(point), \(channel)")
    }
    let levels: [LevelChoice] = [.none] + ServiceLevel.allCases.map { .only($0) }
    for level in levels {
      let kept = sums.keeping(channel: nil, level: level)
      let expected = oracle.counts(period, time) { dossier, _ in level.keeps(dossier.level) }
      #expect(kept.summary.told == expected, "\(point), \(level)")
    }
    let agency = try #require(agencies.randomElement(using: &random))
    let own = oracle.counts(period, time) { $1 == agency }
    for (words, agencies) in [(whole.summary.told, nil), (own, Set([agency]))] {
      for word in words.keys.sorted().shuffled(using: &random).prefix(3) {
        let query = FigureDossierQuery(
          measure: .sums { $0.summary.told[word] ?? 0 },
          period: period,
          time: time,
          agencies: agencies
        )
        let value = words[word] ?? 0
        let dossiers = try await house.store.figureDossiers(query)
        if !["scores", "fees", "fees online"].contains(word) {
          #expect(Int64(dossiers.count) == value, "\(point), \(word), \(agency)")
        }
      }
    }
  }

  /// Many days in one question give what each gives by itself, for all agencies together and for
  /// those that are not alone in their group.
  private func checkDays(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ point: Comment
  ) async throws {
    let eve = period.from.addingDays(-1)
    let days = (0...20).map { eve.addingDays($0) }.filter { $0 <= period.to }
    let some = Set(house.store.directory.agencies.map(\.code).prefix(2))
    for groups in [FigureGroups.whole(), .whole(some)] {
      let question = FigureQuestion(days: days, groups: groups, time: time)
      let table = try await house.store.figures(question, on: .pool)
      for place in days.indices.dropFirst() {
        let alone = try await house.store.figures(
          FigureQuestion(days: [eve, days[place]], groups: groups, time: time),
          on: .pool
        )
        #expect(table.rows[0][place] == alone.rows[0][1], point)
      }
    }
    guard let last = ReportPeriod(from: period.to, to: period.to), days.count > 2 else { return }
    let table = try await house.store.figures(
      FigureQuestion(days: days, groups: .whole(), time: time),
      on: .pool
    )
    #expect(table.sums(0, days.count - 1).summary.told == oracle.counts(last, time), point)
  }

  /// Each number has as many dossiers as it says.
  private func checkDossiers(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ answer: Remembered,
    _ random: inout SeededGenerator,
    _ point: Comment
  ) async throws {
    let told: [(FigureMeasure, Int64)] = [
      (.form { $0.carried }, answer.row.carried),
      (.form { $0.resolvedLate }, answer.row.resolvedLate),
      (.form { $0.pendingInTime }, answer.row.pendingInTime),
      (.form { $0.reopened }, answer.row.reopened),
      (.form { $0.waitingOverdue }, answer.row.waitingOverdue),
      (.sums { $0.summary.pending }, answer.summary.pending),
      (.sums { $0.summary.carried }, answer.summary.carried),
      (.sums { $0.summary.overdue }, answer.summary.overdue),
      (.sums { $0.summary.waiting }, answer.summary.waiting),
      (.sums { $0.summary.counts.total(.received) }, answer.summary.counts.total(.received)),
      (.sums { $0.summary.counts.resolved() }, answer.summary.counts.resolved()),
      (.sums { $0.summary.counts.total(.extended) }, answer.summary.counts.total(.extended)),
    ]
    for (place, (measure, count)) in told.enumerated().shuffled(using: &random).prefix(4) {
      let query = FigureDossierQuery(measure: measure, period: period, time: time)
      let dossiers = try await house.store.figureDossiers(query)
      #expect(Int64(dossiers.count) == count, "\(point) figure \(place)")
      let found = try await house.store.dossiers(numbered: dossiers, on: .pool)
      #expect(found.map(\.id) == dossiers, point)
    }
    try await checkParts(period, time, &random, point)
  }

  /// A channel, a procedure and a level leave as many dossiers as that part of the figures says.
  private func checkParts(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ random: inout SeededGenerator,
    _ point: Comment
  ) async throws {
    let channel = Channel.allCases.randomElement(using: &random)
    let levels: [LevelChoice] = [.all, .none, .only(.level2), .only(.level4)]
    let level = try #require(levels.randomElement(using: &random))
    let procedure = try #require(Self.procedures.randomElement(using: &random))
    let groups = FigureGroups(count: 1, needsProcedure: true) { $1 == procedure ? 0 : nil }
    let table = try await house.store.figures(
      FigureQuestion(days: [period.from.addingDays(-1), period.to], groups: groups, time: time),
      on: .pool
    )
    let sums = table.sums(0).keeping(channel: channel, level: level)
    let measures: [@Sendable (FigureSums) -> Int64] = [
      { $0.summary.counts.total(.received) }, { $0.summary.pending }, { $0.summary.overdue },
    ]
    for measure in measures {
      var query = FigureDossierQuery(measure: .sums(measure), period: period, time: time)
      (query.channel, query.level, query.procedures) = (channel, level, [procedure])
      let dossiers = try await house.store.figureDossiers(query)
      #expect(Int64(dossiers.count) == measure(sums), point)
    }
    try await checkOfficer(period, time, &random, point)
  }

  /// What an officer did is found among his dossiers alone as it is among all, and nothing of it twice.
  private func checkOfficer(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ random: inout SeededGenerator,
    _ point: Comment
  ) async throws {
    let none = FigureDossierQuery(measure: .sums { _ in 0 }, period: period, time: time)
    let all = try await house.store.candidates(
      FigureDossierQuery(
        measure: none.measure,
        period: try #require(ReportPeriod(from: CivilDate(daysSinceEpoch: 0), to: period.to)),
        time: time
      )
    )
    let lives = try await house.store.lives(of: all, on: .pool)
    let officers = Set(lives.joined().compactMap(\.officer)).sorted()
    guard let officer = officers.randomElement(using: &random) else { return }
    let measures: [@Sendable (FigureSums) -> Int64] = [
      { $0.summary.counts.total(.received) }, { $0.summary.counts.resolved() },
      { $0.summary.counts.total(.supplementRequested) }, { $0.summary.counts.total(.rated) },
    ]
    var query = none
    query.officer = officer
    let sums = try await house.store.sums(query)
    for measure in measures {
      query.measure = .sums(measure)
      let dossiers = try await house.store.figureDossiers(query)
      let expected = lives.compactMap { query.counted($0)?.times }.reduce(0, +)
      #expect(Int64(dossiers.count) == expected, "\(point) \(officer)")
      #expect(measure(sums) == expected, "\(point) \(officer)")
    }
  }

  /// Each column of an agency's row has as many dossiers as it says, those handed over since too.
  private func checkDossiers(
    of agency: AgencyCode,
    _ row: ReportRow,
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ point: Comment
  ) async throws {
    let columns: [@Sendable (ReportRow) -> Int64] = [
      { $0.received }, { $0.resolved }, { $0.pendingOverdue }, { $0.transferredIn },
      { $0.transferredOut }, { $0.refused + $0.waitingInTime + $0.waitingOverdue },
      { $0.wide.receivedFull }, { $0.wide.receivedElsewhere }, { $0.wide.feePaid },
      { $0.wide.returned }, { $0.wide.overdueExtended },
    ]
    for column in columns where column(row) > 0 {
      let query = FigureDossierQuery(
        measure: .form(column),
        period: period,
        time: time,
        agencies: [agency]
      )
      let dossiers = try await house.store.figureDossiers(query)
      #expect(Int64(dossiers.count) == column(row), point)
    }
  }

  /// Column 6 of a week is column 11 of the week before, what was taken up again and what other
  /// agencies handed over, less what was handed to them: for each agency and for all.
  private func checkContinuity() async throws {
    let agencies = house.store.directory.agencies.map(\.code)
    var pending = [Int64](repeating: 0, count: agencies.count)
    // The first things that are entered late happened in the week before.
    var monday = House.at("2020-05-25 00:00").ictDate
    let known = house.store.lastSequence
    while monday <= end.ictDate {
      let period = try #require(ReportPeriod(from: monday, to: monday.addingDays(6)))
      let time = FigureTime(asOf: period.end, knownAt: known)
      let rows = try await house.store.reportRows(
        period,
        .agencies(agencies),
        at: time,
        on: .pool
      ).rows
      var whole = ReportRow()
      for (place, row) in rows.enumerated() {
        let carried =
          pending[place] + row.reopened + row.transferredIn - row.transferredOut
        #expect(row.carried == carried, "seed \(seed), \(period), \(agencies[place])")
        pending[place] = row.pending
        whole.add(row)
      }
      #expect(whole.transferredIn == whole.transferredOut, "seed \(seed), \(period)")
      monday = monday.addingDays(7)
    }
  }
}
