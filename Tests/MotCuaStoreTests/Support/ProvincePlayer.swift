import MotCuaDomain
import MotCuaStore

/// A step that was made: what its actor saw then, and the dossier after it.
struct PlayedStep {
  let scope: RowScope
  let after: DossierRecord
}

/// Plays a province day by day: dossiers are born, random actors try random steps, payments are asked
/// for and made, and now and then agencies are renamed, merged or split.
struct ProvincePlayer {
  private static let second = House.procedure("1.004222")

  private let house: House
  private var random: SeededGenerator
  private(set) var date = House.at("2020-03-02 00:00").ictDate
  private var living = [House.department, House.commune]
  /// The agencies that the officers with these numbers are admitted for.
  private var roots: [Int64: [AgencyCode]] = [21: [House.department], 22: [House.commune]]
  private(set) var codes: [DossierCode] = []
  private(set) var done = 0
  private(set) var refused = 0
  private(set) var hidden = 0
  private(set) var paid = 0
  private(set) var reorganisations = 0

  init(house: House, seed: UInt64) async throws {
    self.house = house
    random = SeededGenerator(seed: seed)
    let draft = ProcedureDraft(code: Self.second, content: House.content("Đăng ký thường trú"))
    try await house.perform(ImportProcedures(drafts: [draft]))
    let offerings = living.map { House.offering(Self.second, $0) }
    try await house.perform(ImportOfferings(offerings: offerings))
    try await PaymentMove.prepare(house)
  }

  /// Changes the order of the agencies on some days; true where it did.
  mutating func reorganise() async throws -> Bool {
    guard Int.random(in: 0..<4, using: &random) == 0,
      let old = living.randomElement(using: &random)
    else { return false }
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
        ReorganizationPlan.Link(old: old, new: other, kind: .split, procedures: [Self.second]),
      ]
    default: break
    }
    let plan = ReorganizationPlan(
      date: date,
      decision: "\(reorganisations)/NQ",
      created: created.map { code in
        var agency = AgencyRecord(code: code, name: "Cơ quan \(code.text)", level: .province)
        agency.eWallet = "vi-dien-tu"
        return agency
      },
      links: links
    )
    let now = Instant(ict: date, minute: 6 * 60)
    try await house.perform(ReorganizeAgencies(plan: plan, principalID: 1), at: now)
    living = living.filter { code in !links.contains { $0.old == code } } + created
    for (id, agencies) in roots {
      for link in links where agencies.contains(link.old) && (link.isHeir || link.kind != .split) {
        roots[id]?.append(new)
      }
    }
    return true
  }

  /// One day: births in the morning, steps through the day, the server's clock at its end.
  ///
  /// Gives what was done, in its order.
  mutating func day(births: Int) async throws -> [PlayedStep] {
    let morning = Instant(ict: date, minute: 7 * 60)
    let filings = (0..<births).map { index in
      filing(at: morning + Int64(index) * 60_000)
    }
    let kinds = filings.map { _ in Int.random(in: 0..<6, using: &random) }
    let born = try await house.perform(Births(filings: filings, kinds: kinds), at: morning)
    codes += born.map(\.code)
    var played = born.map { PlayedStep(scope: .all, after: $0) }
    let steps = (0..<240).compactMap { index in
      step(at: morning + Instant.hour + Int64(index) * 2 * 60_000)
    }
    let evening = Instant(ict: date, minute: 20 * 60)
    let outcomes = try await house.perform(BulkTransition(steps: steps.map(\.step)), at: evening)
    for (outcome, step) in zip(outcomes, steps) {
      switch outcome {
      case .success(let after):
        done += 1
        played.append(PlayedStep(scope: step.scope, after: after))
      case .failure(.notFound): hidden += 1
      case .failure: refused += 1
      }
    }
    let moves = (0..<240).compactMap { index in payment(at: evening + Int64(index) * 1000) }
    let tried = try await house.perform(PaymentMoves(moves: moves), at: evening + Instant.hour)
    done += tried.done
    paid += tried.paid
    if Bool.random(using: &random) {
      try await house.perform(RunTimers(limit: 5000), at: evening + Instant.hour)
    }
    date = date.addingDays(Int.random(in: 1...2, using: &random))
    return played
  }

  private mutating func filing(at instant: Instant) -> DossierFiling {
    // A successor of a split offers what it was given only.
    let offered = house.store.catalogue.offerings.filter { offering in
      [House.open, Self.second].contains(offering.procedure) && offering.isValid(on: date)
    }
    let place = offered.randomElement(using: &random)
    var filing = house.filing(
      place?.procedure ?? House.open,
      agency: place?.agency ?? House.department,
      identity: Bool.random(using: &random) ? "070090000001" : "070090000002"
    )
    filing.addSubmitter(using: &random)
    filing.at = instant
    return filing
  }

  private mutating func actor() -> Actor {
    let id: Int64 = [2, 2, 2, 2, 2, 2, 5, 21, 22, 23, 24].randomElement(using: &random) ?? 2
    switch id {
    case 2: return House.desk
    case 5: return House.supervisor
    case 23, 24:
      let owner = id == 23 ? "070090000001" : "070090000002"
      return Actor(principalID: id, kind: .applicant, scope: .owner(owner))
    default:
      return Actor(
        principalID: id,
        kind: .officer,
        duties: Set(OfficerDuty.allCases.filter { _ in Bool.random(using: &random) }),
        officer: "CB001",
        scope: .agencies(house.store.directory.jurisdiction(of: roots[id] ?? []))
      )
    }
  }

  private mutating func payment(at instant: Instant) -> PaymentMove? {
    guard let code = codes.suffix(60).randomElement(using: &random),
      let payment = PaymentCode(
        dossier: code,
        number: [1, 1, 1, 2].randomElement(using: &random) ?? 1
      )
    else { return nil }
    let deadline = date.addingDays(Int.random(in: 0...9, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return .ask(DossierTarget(code: code, actor: House.desk, at: instant), deadline)
    case 2: return .open(payment)
    case 3: return .cash(payment)
    case 4...6:
      let isRight = Int.random(in: 0..<4, using: &random) > 0
      return .callback(payment, "GD-\(payment)-\(Int.random(in: 1...2, using: &random))", isRight)
    default: return .cancel(payment)
    }
  }

  private mutating func step(at instant: Instant) -> (step: DossierStep, scope: RowScope)? {
    guard let code = codes.suffix(300).randomElement(using: &random) else { return nil }
    let actor = actor()
    let target = DossierTarget(code: code, actor: actor, at: instant)
    return (step(target), actor.scope)
  }

  private mutating func step(_ target: DossierTarget) -> DossierStep {
    switch Int.random(in: 0..<20, using: &random) {
    case 0...3: return .accept(AcceptDossier(target: target))
    case 4: return .refuse(RefuseDossier(target: target, reason: "Sai"))
    case 5...7: return .start(StartDossier(target: target))
    case 8:
      let agency = living.randomElement(using: &random)
      return .forward(ForwardDossier(target: target, agency: agency))
    case 9:
      let deadline = date.addingDays(Int.random(in: 1...12, using: &random))
      return .requestSupplement(
        RequestSupplement(target: target, reason: "Thiếu", deadline: deadline)
      )
    case 10: return .provideSupplement(ProvideSupplement(target: target))
    case 11: return .stop(StopDossier(target: target, reason: "Sai"))
    case 12: return .resume(ResumeDossier(target: target, reason: ""))
    case 13, 14:
      let results = [DossierResultRecord(name: "Giấy")]
      return .complete(CompleteDossier(target: target, results: results))
    case 15: return .rework(ReworkDossier(target: target, reason: "Sai"))
    case 16:
      let handover = ResultReturnRecord(method: .desk)
      return .returnResult(ReturnResult(target: target, handover: handover))
    default: return ending(target)
    }
  }

  private mutating func ending(_ target: DossierTarget) -> DossierStep {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .withdraw(WithdrawDossier(target: target, reason: "Thôi"))
    case 1: return .revokeResult(RevokeResult(target: target, number: 1, reason: "Sai"))
    case 2: return .rate(RateDossier(target: target, score: 3))
    default:
      let dueDate = date.addingDays(Int.random(in: 1...20, using: &random))
      return .extendDueDate(ExtendDueDate(target: target, reason: "Bận", dueDate: dueDate))
    }
  }
}

/// Many births in one transaction, each under its own instant.
private struct Births: StoreCommand {
  let filings: [DossierFiling]
  let kinds: [Int]

  func run(in transaction: some WriteTransaction) throws(StoreError) -> [DossierRecord] {
    var born: [DossierRecord] = []
    for (filing, kind) in zip(filings, kinds) {
      switch kind {
      case 0:
        let birth = ReceiveDossier(filing: filing, channel: .direct, actor: House.desk)
        born.append(try birth.run(in: transaction))
      case 1:
        let birth = RefuseDossierAtDesk(
          filing: filing,
          channel: .direct,
          reason: "Sai",
          actor: House.desk
        )
        born.append(try birth.run(in: transaction))
      default:
        let birth = SubmitDossier(filing: filing, actor: House.portal)
        born.append(try birth.run(in: transaction))
      }
    }
    return born
  }
}
