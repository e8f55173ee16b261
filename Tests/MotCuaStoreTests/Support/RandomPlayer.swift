import MotCuaDomain
import MotCuaStore

/// Does random things to random dossiers, some of them forbidden.
struct RandomPlayer {
  let house: House
  private var random: SeededGenerator
  private var codes: [DossierCode] = []
  private(set) var now = House.at("2020-06-01 08:00")
  private(set) var refusals = 0
  /// Of how many things one is entered later than it happened; 0 for none.
  private let lateOneOf: Int
  private let procedures: [ProcedureCode]
  /// Of how many steps one is a reorganisation; 0 for none.
  private let reorganisesOneOf: Int
  private var living = [House.department, House.commune]
  private(set) var reorganisations = 0
  /// Of how many steps one is a swap of working days that comes late; 0 for none.
  private let swapsOneOf: Int
  private(set) var swaps = 0
  /// Whether it asks for payments too.
  private let asksForPayments: Bool
  private var payments: [PaymentCode] = []
  private var lastReorganised = House.at("2020-01-01 00:00")

  init(
    house: House,
    seed: UInt64,
    lateOneOf: Int = 0,
    procedures: [ProcedureCode] = [House.open],
    reorganisesOneOf: Int = 0,
    swapsOneOf: Int = 0,
    asksForPayments: Bool = false
  ) {
    self.house = house
    self.lateOneOf = lateOneOf
    self.reorganisesOneOf = reorganisesOneOf
    self.swapsOneOf = swapsOneOf
    self.asksForPayments = asksForPayments
    self.procedures = procedures
    random = SeededGenerator(seed: seed)
  }

  /// An instant up to which something was done that is entered now.
  private mutating func late() -> Instant? {
    guard lateOneOf > 0, Int.random(in: 0..<lateOneOf, using: &random) == 0 else { return nil }
    // Before a reorganisation there was no agency that it could be entered for.
    return max(now - Int64.random(in: 0...(40 * Instant.hour), using: &random), lastReorganised)
  }

  /// Renames, merges or splits agencies.
  private mutating func reorganise() async throws(StoreError) {
    guard let old = living.randomElement(using: &random) else { return }
    reorganisations += 1
    let new = House.code("H10.\(10 + 2 * reorganisations)")
    let other = House.code("H10.\(11 + 2 * reorganisations)")
    var links = [ReorganizationPlan.Link(old: old, new: new, kind: .renamed)]
    var created = [new]
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where living.count > 1:
      links = living.prefix(2).map { ReorganizationPlan.Link(old: $0, new: new, kind: .merged) }
    case 1 where living.count < 4:
      created.append(other)
      links = [
        ReorganizationPlan.Link(old: old, new: new, kind: .split, isHeir: true),
        ReorganizationPlan.Link(
          old: old,
          new: other,
          kind: .split,
          procedures: [procedures.last ?? House.open]
        ),
      ]
    default: break
    }
    let plan = ReorganizationPlan(
      date: now.ictDate,
      decision: "\(reorganisations)/NQ",
      created: created.map { code in
        AgencyRecord(code: code, name: "Cơ quan \(code.text)", level: .province, eWallet: "vi")
      },
      links: links
    )
    try await house.perform(ReorganizeAgencies(plan: plan, principalID: 1), at: now)
    living = living.filter { code in !links.contains { $0.old == code } } + created
    lastReorganised = now
  }

  /// A day of work of the coming week is off and a Saturday is worked for it; limits that were
  /// promised follow.
  private mutating func swap() async throws(StoreError) {
    let calendar = house.store.calendar
    let week = (1...8).map { now.ictDate.addingDays($0) }
    let open = week.filter { (try? calendar.isWorkingDay($0)) == true }
    guard let off = open.randomElement(using: &random),
      let work = week.first(where: { $0.weekday == .saturday && !open.contains($0) })
    else { return }
    swaps += 1
    let days = calendar.days.filter { $0.date.year == off.year && ![off, work].contains($0.date) }
    let swapped = [
      CalendarDay(date: off, kind: .swapOff, name: "Nghỉ hoán đổi"),
      CalendarDay(date: work, kind: .swapWork, name: "Làm bù"),
    ]
    try await house.perform(ImportCalendar(days: days + swapped), at: now)
    try await house.perform(RecomputeDueDates(principalID: 1), at: now)
  }

  /// A procedure that an agency offers today; a successor of a split offers what it was given only.
  private mutating func place() -> (procedure: ProcedureCode, agency: AgencyCode) {
    guard reorganisations > 0 else {
      return (
        procedures.randomElement(using: &random) ?? House.open,
        Bool.random(using: &random) ? House.department : House.commune
      )
    }
    let offered = house.store.catalogue.offerings.filter { offering in
      procedures.contains(offering.procedure) && living.contains(offering.agency)
        && offering.isValid(on: now.ictDate)
    }
    let chosen = offered.randomElement(using: &random)
    return (chosen?.procedure ?? House.open, chosen?.agency ?? House.department)
  }

  mutating func step() async throws {
    now = now + Int64.random(in: 0...(8 * Instant.hour), using: &random)
    do {
      // What was created today cannot end on the eve.
      if reorganisesOneOf > 0, codes.count >= 5, lastReorganised.ictDate < now.ictDate,
        Int.random(in: 0..<reorganisesOneOf, using: &random) == 0
      {
        try await reorganise()
      } else if swapsOneOf > 0, codes.count >= 5,
        Int.random(in: 0..<swapsOneOf, using: &random) == 0
      {
        try await swap()
      } else if codes.count < 5 || Int.random(in: 0..<4, using: &random) == 0 {
        codes.append(try await born().code)
      } else if let code = codes.randomElement(using: &random) {
        try await handle(code)
      }
    } catch {
      refusals += 1
      switch error {
      case .refused: break
      // Something that is entered late may have come before the last step.
      case .precondition(.beforeLastStep) where lateOneOf > 0: break
      // Nor was an agency there before it was created.
      case .precondition(.agencyClosed) where lateOneOf > 0 && reorganisations > 0: break
      case _ where asksForPayments && error.isRefusal: break
      default: throw error
      }
    }
  }

  private mutating func born() async throws(StoreError) -> DossierRecord {
    let place = place()
    var filing = house.filing(place.procedure, agency: place.agency)
    filing.addSubmitter(using: &random)
    filing.at = late()
    filing.fees = fees()
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      // The centre of the province takes for a commune too.
      if Bool.random(using: &random) { filing.desk = House.centre }
      return try await house.perform(
        ReceiveDossier(filing: filing, channel: .direct, actor: House.desk),
        at: now
      )
    case 1:
      return try await house.perform(
        RefuseDossierAtDesk(filing: filing, channel: .post, reason: "Sai", actor: House.desk),
        at: now
      )
    default: return try await house.submit(filing, at: now)
    }
  }

  /// None, one that is exempt, or one paid in some way.
  private mutating func fees() -> [DossierFeeRecord] {
    guard Int.random(in: 0..<3, using: &random) == 0 else { return [] }
    let method = PaymentMethod.allCases.randomElement(using: &random) ?? .cash
    let isExempt = Int.random(in: 0..<4, using: &random) == 0
    return [
      DossierFeeRecord(
        kind: .fee,
        amount: Money(dong: Int64.random(in: 0...2, using: &random) * 8000),
        isExempt: isExempt,
        exemptionReason: isExempt ? "Hộ nghèo" : "",
        method: isExempt ? nil : method
      )
    ]
  }

  private mutating func handle(_ code: DossierCode) async throws(StoreError) {
    let target = DossierTarget(code: code, actor: House.desk, at: late())
    if asksForPayments {
      if Int.random(in: 0..<6, using: &random) == 0 { return try await pay(target) }
      if Bool.random(using: &random) { return try await goOn(target) }
    }
    switch Int.random(in: 0..<22, using: &random) {
    case 12...21: try await handleLater(target)
    case 0...2: try await house.perform(AcceptDossier(target: target), at: now)
    case 3: try await house.perform(RefuseDossier(target: target, reason: "Sai"), at: now)
    case 4, 5: try await house.perform(StartDossier(target: target), at: now)
    case 6:
      let request = RequestSupplement(
        target: target,
        reason: "Thiếu",
        deadline: now.ictDate.addingDays(20)
      )
      try await house.perform(request, at: now)
    case 7: try await house.perform(ProvideSupplement(target: target), at: now)
    case 8, 9:
      let results = [DossierResultRecord(name: "Giấy")]
      try await house.perform(CompleteDossier(target: target, results: results), at: now)
    case 10:
      let method = ReturnMethod.allCases.randomElement(using: &random) ?? .desk
      try await house.perform(
        ReturnResult(target: target, handover: ResultReturnRecord(method: method)),
        at: now
      )
    default: try await house.perform(WithdrawDossier(target: target, reason: "Thôi"), at: now)
    }
  }

  /// Does what a dossier waits for, so that some lives come to their ends and are taken up again;
  /// chance alone rarely gets that far.
  private mutating func goOn(_ target: DossierTarget) async throws(StoreError) {
    let state = try await house.store.dossier(target.code, in: .all, on: .pool)?.state
    var chief = target
    chief.actor = House.supervisor
    switch state {
    case .submitted: try await house.perform(AcceptDossier(target: target), at: now)
    case .received: try await house.perform(StartDossier(target: target), at: now)
    case .inProgress:
      if Int.random(in: 0..<3, using: &random) == 0 {
        try await house.perform(StopDossier(target: target, reason: "Sai"), at: now)
      } else {
        let results = [DossierResultRecord(name: "Giấy")]
        try await house.perform(CompleteDossier(target: target, results: results), at: now)
      }
    case .completed:
      try await house.perform(ReworkDossier(target: chief, reason: "Sai"), at: now)
    case .stopped: try await house.perform(ResumeDossier(target: chief, reason: ""), at: now)
    default: try await house.perform(RunTimers(), at: now)
    }
  }

  /// Asks for a payment, takes one at the desk, or takes a request back.
  private mutating func pay(_ target: DossierTarget) async throws(StoreError) {
    let amount = Money(dong: 30_000)
    let choice = Int.random(in: 0..<6, using: &random)
    guard choice < 3, let code = payments.randomElement(using: &random) else {
      let request = RequestPayment(
        target: target,
        kind: .charge,
        amount: amount,
        deadline: now.ictDate.addingDays(Int.random(in: 0...3, using: &random))
      )
      let asked = try await house.perform(request, at: now)
      if let code = PaymentCode(asked.code) { payments.append(code) }
      return
    }
    if choice == 0 {
      let cancel = CancelPayment(code: code, actor: House.desk, reason: "Nhầm", at: target.at)
      try await house.perform(cancel, at: now)
    } else {
      let confirm = ConfirmPayment(
        source: .desk(code, Bool.random(using: &random) ? .cash : .online),
        actor: House.desk,
        transactionReference: "",
        amount: amount,
        at: target.at
      )
      try await house.perform(confirm, at: now)
    }
  }

  private mutating func handleLater(_ target: DossierTarget) async throws(StoreError) {
    var chief = target
    chief.actor = House.supervisor
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: try await house.perform(StopDossier(target: target, reason: "Sai"), at: now)
    case 2: try await house.perform(ResumeDossier(target: chief, reason: ""), at: now)
    case 3, 4: try await house.perform(ReworkDossier(target: chief, reason: "Sai"), at: now)
    case 5:
      // No limit ends on a day of rest.
      let calendar = house.store.calendar
      let days = (1...9).map { now.ictDate.addingDays($0) }
        .filter { (try? calendar.isWorkingDay($0)) == true }
      guard let day = days.randomElement(using: &random) else { return }
      let extend = ExtendDueDate(target: target, reason: "Bận", dueDate: day)
      try await house.perform(extend, at: now)
    case 6:
      let agency = living.randomElement(using: &random)
      try await house.perform(ForwardDossier(target: target, agency: agency), at: now)
    case 7:
      let revoke = RevokeResult(target: target, number: 1, reason: "Sai")
      try await house.perform(revoke, at: now)
    case 8:
      let score = Int.random(in: 1...5, using: &random)
      try await house.perform(RateDossier(target: target, score: score), at: now)
    default: try await house.perform(RunTimers(), at: now)
    }
  }
}
