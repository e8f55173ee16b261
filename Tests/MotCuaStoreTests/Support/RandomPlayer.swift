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

  init(
    house: House,
    seed: UInt64,
    lateOneOf: Int = 0,
    procedures: [ProcedureCode] = [House.open]
  ) {
    self.house = house
    self.lateOneOf = lateOneOf
    self.procedures = procedures
    random = SeededGenerator(seed: seed)
  }

  /// An instant up to which something was done that is entered now.
  private mutating func late() -> Instant? {
    guard lateOneOf > 0, Int.random(in: 0..<lateOneOf, using: &random) == 0 else { return nil }
    return now - Int64.random(in: 0...(40 * Instant.hour), using: &random)
  }

  mutating func step() async throws {
    now = now + Int64.random(in: 0...(8 * Instant.hour), using: &random)
    do {
      if codes.count < 5 || Int.random(in: 0..<4, using: &random) == 0 {
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
      default: throw error
      }
    }
  }

  private mutating func born() async throws(StoreError) -> DossierRecord {
    var filing = house.filing(
      procedures.randomElement(using: &random) ?? House.open,
      agency: Bool.random(using: &random) ? House.department : House.commune
    )
    filing.submissionKind = SubmissionKind.allCases.randomElement(using: &random) ?? .assisted
    filing.at = late()
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
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

  private mutating func handle(_ code: DossierCode) async throws(StoreError) {
    let target = DossierTarget(code: code, actor: House.desk, at: late())
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
    default: try await house.perform(WithdrawDossier(target: target), at: now)
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
      let day = now.ictDate.addingDays(Int.random(in: 1...9, using: &random))
      let extend = ExtendDueDate(target: target, reason: "Bận", dueDate: day)
      try await house.perform(extend, at: now)
    case 6:
      let agency = [House.department, House.commune].randomElement(using: &random)
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
