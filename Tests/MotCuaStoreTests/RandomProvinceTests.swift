import Foundation
import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Random provinces")
struct RandomProvinceTests {
  /// How many dossiers each seed has; `MOTCUA_DOSSIERS` sets another number for a campaign.
  private static let dossierCount =
    ProcessInfo.processInfo.environment["MOTCUA_DOSSIERS"].flatMap { Int($0) } ?? 800
  /// The seeds; `MOTCUA_SEED` plays one again, and a failure names its seed.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["MOTCUA_SEED"].flatMap { UInt64($0) }.map { [$0] }
    ?? [11, 12, 13]
  /// A recount goes through every dossier, so it is made after every so many days only, and after
  /// each reorganisation; every other rule is looked at after every step.
  private static let daysPerRecount = 10

  @Test(
    "Whatever random actors do, every step obeys the rules and every figure a recount",
    arguments: seeds
  )
  func histories(seed: UInt64) async throws {
    try await play(.sqlite, seed: seed, dossiers: Self.dossierCount)
  }

  @Test("The fake obeys them too; it copies all it holds, so it plays less")
  func fake() async throws {
    try await play(.memory, seed: Self.seeds[0], dossiers: min(Self.dossierCount, 120))
  }

  private func play(_ adapter: Adapter, seed: UInt64, dossiers: Int) async throws {
    let house = try await House(adapter)
    var player = try await ProvincePlayer(house: house, seed: seed)
    var watch = ProvinceWatch(house)
    var days = 0
    while player.codes.count < dossiers || days % Self.daysPerRecount != 0 {
      try await play(&player, &watch, births: 40, day: days, seed: seed)
      days += 1
      guard watch.faults.isEmpty else { break }
    }
    for _ in 0..<(adapter == .sqlite ? 30 : 5) where watch.faults.isEmpty {
      try await play(&player, &watch, births: 0, day: days, seed: seed)
      days += 1
    }
    #expect(watch.faults.prefix(5) == [], "seed \(seed), day \(days)")
    #expect(player.done > dossiers)
    #expect(player.refused > 100)
    #expect(player.hidden > 100)
    #expect(player.paid > 20)
    #expect(player.reorganisations > 1 && watch.transfers > 30)
    try await expectPayments(house, player)
    let report = try await house.store.recount()
    #expect(report.differences.prefix(5) == [], "seed \(seed)")
    try await expectRecomputed(house, player, seed: seed)
  }

  /// Wednesdays off that come late move what runs, and nothing that was promised or has ended.
  private func expectRecomputed(
    _ house: House,
    _ player: ProvincePlayer,
    seed: UInt64
  ) async throws {
    let known = house.store.calendar.days.filter { $0.date.year == 2020 }
    let off = (1..<366).map { CivilDate.newYear(2020).addingDays($0) }
      .filter { day in
        day < player.date && day.weekday == .wednesday && !known.contains { $0.date == day }
      }
      .map { CalendarDay(date: $0, kind: .swapOff, name: "Nghỉ") }
    let days = known + off
    let now = Instant(ict: player.date, minute: 6 * 60)
    try await house.perform(ImportCalendar(days: days), at: now)
    var last: Int64 = 0
    var changed: Set<DossierCode> = []
    while true {
      let batch = RecomputeDueDates(after: last, principalID: 1, limit: 50)
      let outcome = try await house.perform(batch, at: now)
      changed.formUnion(outcome.dossiers.filter { $0.skip == nil }.map(\.code))
      last = outcome.last
      if outcome.isDone { break }
    }
    let slow = SlowDueDate(house.store.calendar)
    for code in player.codes {
      let found = try await house.store.dossierDetail(code, in: .all, on: .pool)
      let detail = try #require(found)
      let dossier = detail.dossier
      guard let received = dossier.receivedAt, dossier.dueExtension == nil,
        [.received, .inProgress, .supplementRequested].contains(dossier.state)
      else { continue }
      let pauses = detail.pauses.filter { $0.resumesTo != .submitted }
        .compactMap { pause in pause.to.map { ClockPause(from: pause.from, to: $0) } }
      let due = slow.due(received: received, promised: nil, pauses: pauses)
      #expect(dossier.dueAt == due, "seed \(seed), \(code.text)")
    }
    #expect(!changed.isEmpty, "seed \(seed)")
    let report = try await house.store.recount()
    #expect(report.differences.prefix(5) == [], "seed \(seed)")
  }

  /// A dossier waits for a payment exactly while one is awaited; what ended without use holds no
  /// money but what is to go back.
  private func expectPayments(_ house: House, _ player: ProvincePlayer) async throws {
    var faults: [String] = []
    for code in player.codes {
      let found = try await house.store.dossier(code, in: .all, on: .pool)
      let dossier = try #require(found)
      let payments = try await house.store.payments(
        PaymentQuery(dossier: code),
        in: .all,
        before: nil,
        limit: 100,
        on: .pool
      ).items
      let open = payments.count { $0.state.isOpen }
      let paid = payments.filter { $0.state == .paid }.reduce(0) { $0 + $1.amount.dong }
      let isOver = dossier.state == .refused || dossier.state == .withdrawn
      if open != (dossier.state == .paymentRequested ? 1 : 0) { faults.append("\(code): open") }
      if isOver, paid > 0 { faults.append("\(code): paid for nothing") }
      let charged = dossier.fees.reduce(0) { $0 + $1.amount.dong }
      if !isOver, charged != paid { faults.append("\(code): fees \(charged), paid \(paid)") }
      let numbers = payments.map(\.number).sorted()
      if numbers != Array(1...max(numbers.count, 1)).prefix(numbers.count).map(\.self) {
        faults.append("\(code): numbers")
      }
    }
    #expect(faults.prefix(5) == [])
  }

  private func play(
    _ player: inout ProvincePlayer,
    _ watch: inout ProvinceWatch,
    births: Int,
    day: Int,
    seed: UInt64
  ) async throws {
    let isReorganised = try await player.reorganise()
    if isReorganised { try await watch.look(steps: []) }
    let steps = try await player.day(births: births)
    try await watch.look(steps: steps)
    guard isReorganised || day % Self.daysPerRecount == 0 else { return }
    let report = try await watch.house.store.recount()
    #expect(report.differences.prefix(5) == [], "seed \(seed), day \(day)")
    try await watch.expectBalances()
  }
}

/// Looks at everything that was committed, event by event, as it comes.
private struct ProvinceWatch {
  let house: House
  private let slow: SlowDueDate
  private var oracles: [DossierCode: HistoryOracle] = [:]
  private var position: Int64 = 0
  private var lastNumbers: [String: Int] = [:]
  private(set) var faults: [String] = []
  private(set) var transfers = 0

  init(_ house: House) {
    self.house = house
    slow = SlowDueDate(house.store.calendar)
  }

  /// Judges each new event, and each record that a step left behind.
  mutating func look(steps: [PlayedStep]) async throws {
    var left: [String: PlayedStep] = [:]
    for step in steps { left["\(step.after.code.text) \(step.after.stepCount)"] = step }
    while true {
      let events = try await house.store.dossierEvents(
        afterSequence: position,
        in: .all,
        limit: 500,
        on: .pool
      )
      guard !events.isEmpty else { return }
      for event in events {
        if event.sequence != position + 1 { faults.append("event \(position + 1) is not there") }
        position = event.sequence
        try await judge(event, left["\(event.code.text) \(event.number)"])
      }
    }
  }

  private mutating func judge(_ event: DossierEventRecord, _ step: PlayedStep?) async throws {
    var after = step?.after
    if event.from == nil {
      takeNumber(of: event.code)
      guard let born = step?.after else { return faults.append("\(event.code) was not told") }
      oracles[event.code] = HistoryOracle(born, slow)
    }
    if event.action == .transfer {
      transfers += 1
      after = try await house.store.dossier(event.code, in: .all, on: .pool)
    }
    guard var oracle = oracles[event.code] else { return faults.append("\(event.code) is unknown") }
    oracle.judge(event, step?.scope ?? .all)
    if let after { oracle.judge(after) }
    oracles[event.code] = oracle
    faults += oracle.faults
  }

  /// The numbers of each agency's day begin at 1 and have no gap.
  private mutating func takeNumber(of code: DossierCode) {
    let day = "\(code.agency) \(code.date)"
    lastNumbers[day, default: 0] += 1
    if lastNumbers[day] != code.sequence { faults.append("\(code.text) leaves a gap") }
  }

  /// For each agency what came in went out or is pending.
  mutating func expectBalances() async throws {
    let query = FigureDays(
      from: House.at("2020-03-01 00:00").ictDate,
      to: House.at("2021-06-01 00:00").ictDate,
      agencies: Set(house.store.directory.agencies.map(\.code))
    )
    for figures in try await house.store.agencyFigures(query) {
      let sum = figures.summary
      let entered =
        sum.carried + sum.counts.total(.received) + sum.counts.total(.reopened)
        + sum.counts.total(.transferredIn)
      let left = sum.counts.resolved() + sum.counts.total(.transferredOut)
      if entered != left + sum.pending { faults.append("\(figures.agency.text) does not balance") }
      if sum.pending < 0 || sum.overdue < 0 || sum.waiting < 0 || sum.overdue > sum.pending {
        faults.append("\(figures.agency.text) has a balance that cannot be")
      }
    }
  }
}
